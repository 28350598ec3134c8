"""The databases that a pair can stand on, and what keeps them in another Region."""

from pods.components.database.aurora import AuroraDatabase
from pods.components.database.cluster import DatabaseCluster
from pods.components.database.door import AnyDatabase, make_database
from pods.components.database.instance import Database
from pods.components.database.proxy import DatabaseProxy, DatabaseProxyArgs
from pods.components.database.replica import DatabaseReplica, DatabaseReplicaArgs
from pods.components.database.settings import DatabaseArgs, DatabaseSettings, RestoreArgs

__all__ = [
    "AnyDatabase",
    "AuroraDatabase",
    "Database",
    "DatabaseArgs",
    "DatabaseCluster",
    "DatabaseProxy",
    "DatabaseProxyArgs",
    "DatabaseReplica",
    "DatabaseReplicaArgs",
    "DatabaseSettings",
    "RestoreArgs",
    "make_database",
]
