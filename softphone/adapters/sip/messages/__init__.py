"""What SIP messages say beyond what PJSIP reads from them. Pure text work."""
