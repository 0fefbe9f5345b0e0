"""What an address is known for: kept, told, corrected and contradicted."""
