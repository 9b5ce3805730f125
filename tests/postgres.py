"""A throw-away PostgreSQL for the tests: the one that measuring uses, too."""

from steadfast.config.cluster import NoPostgres, cluster

__all__ = ["NoPostgres", "cluster"]
