"""Records of other systems as rows of ours: what each row of a file means, and what would become of it.

Nothing here writes; steadfast.apps.imports.operations.recording does, by what is decided here.
"""
