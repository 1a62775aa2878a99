"""Cases: whatever a customer is owed an answer to, complaints first."""
