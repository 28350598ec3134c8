"""The object store: what is overwritten, deleted, or lost with its Region can be brought back."""

from pods.components.object_store.store import ObjectStore, ObjectStoreArgs, ObjectStoreSettings

__all__ = ["ObjectStore", "ObjectStoreArgs", "ObjectStoreSettings"]
