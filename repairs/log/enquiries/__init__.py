"""What residents ask after they have reported a repair: what may be asked, what follows, and who answers by when."""
