"""Files that people send us, kept in the folder of the practice by what is in them: one content, one file.

store      where they lie: files/ab/cdef… by SHA-256, written whole or not at all
arriving   the upload handler: a request's files go to the disk piece by piece, never more than their limits
types      what a file is by its first bytes, whether a browser may show it, and whether it is dangerous to open
names      the name that somebody gave it, made harmless
"""
