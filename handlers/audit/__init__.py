"""The auditor: rules that must always hold, looked at each minute, and what is said when one is broken."""
