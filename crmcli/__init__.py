"""crmcli: a customer-service department's whole desk in one file."""

__version__ = "0.1.0"
