"""Mail that comes in: what kind it is, on which ticket it belongs, what of it is new and what only repeats.

    message_id     the names of messages, and the names that a message refers to
    reply_address  the signed token in the address that replies come to
    marks          how we know our own mail again
    kinds          a person's words, or a bounce, an automatic answer, a loop
    placing        on which ticket it belongs, or who has to look at it
    pacing         how many mails of one sender are read without asking
    quoting        what of a reply is new, what is quoted or a signature; nothing is lost

Everything here works on plain values: strings, tuples and `Header`, the header fields of one message.
"""
