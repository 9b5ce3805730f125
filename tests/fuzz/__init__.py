"""Sends to every address what no browser would, as everybody: nothing answers with an error of the server.

values     what is typed into a field of each kind, by Hypothesis, and what has broken such programs before
pages      the forms and links that a page holds
requests   one request: who, where, by which method, with which body and headers
caller     sends it as the web server would, and judges the answer
"""
