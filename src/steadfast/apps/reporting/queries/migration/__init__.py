"""The migration report: what an import read and left out, and where the source and we differ, ticket by ticket."""
