"""SIP and audio by PJSIP; the only package that imports pjsua2."""
