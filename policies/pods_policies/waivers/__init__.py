"""Waivers: exceptions with an owner, an approver, a reason, a control instead, and an end."""
