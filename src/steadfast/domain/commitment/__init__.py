"""The register's logic: terms, due times, the life of a commitment, its verdict and the four numbers.

Commitment = a debtor owes a creditor an outcome, by a due time on a business calendar, with one accountable owner.
Everything here is a function from values to values; the rows and events live in steadfast.apps.commitments.
"""
