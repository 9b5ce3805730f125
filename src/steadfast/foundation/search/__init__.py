"""Search over everything, which knows no noun: apps say what their documents are, who may find them and how they look.

sources     what an app registers, once for each kind of thing that can be found
folding     words as they are compared: without case, without accents, the same on both engines
asking      what somebody typed, read into words and phrases
sight       who finds what: the part of a question that the asker does not write
engines     the index itself: FTS5 on SQLite, tsvector on PostgreSQL
watching    triggers that put what changed on the list of what is due
keeping     the worker's part: due rows become documents; building anew, forgetting
finding     one question answered: hits newest first, with tabs, as their own app shows them
marking     the words found, marked in titles and snippets
"""
