"""Rules about tags, waivers, evidence and change windows."""
