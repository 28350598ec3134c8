"""A provider for the `aws:` types the project uses, served to the real Pulumi engine.

Types are declared as tables (`types/`) over botocore's service models; the modules here are the
machinery that turns a table into check, preview, create, read, update, replace, delete and import.
"""
