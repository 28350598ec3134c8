"""Who may do what: policy documents, roles, and who uses them."""
