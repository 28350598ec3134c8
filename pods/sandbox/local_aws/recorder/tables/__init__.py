"""What is recorded, one service a file: kinds are data, and only the irregular is a function.

A table has `SERVICE`, `KINDS`, and where needed `OPERATIONS` (functions that record) and `GUARDS`
(functions that refuse what AWS refuses and moto allows, and otherwise leave the call to moto).
"""
