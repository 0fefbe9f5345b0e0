"""What people call the things that can be meant: the titles of cards, the choices of *Wrong intent*."""

from __future__ import annotations

READABLE = {
    "report_emergency": "Emergency",
    "ask_human": "Wants a person",
    "ask_help": "Needs help",
    "greet": "Greeting",
    "thanks": "Thanks",
    "affirm": "Yes",
    "deny": "No",
    "cancel": "Never mind",
    "out_of_scope": "Not understood",
    # Drivers
    "ask_gate_code": "Gate code",
    "ask_contact": "Customer's number",
    "ask_access": "Way in",
    "ask_leave_rule": "Where to leave it",
    "ask_proof_rule": "Photo or signature",
    "ask_manifest": "Route and stops",
    "ask_next_stop": "Next stop",
    "ask_pickup": "Pickup at the depot",
    "ask_return": "Returns",
    "ask_admin": "Pay or schedule",
    "failed_attempt": "Could not deliver",
    "report_bad_address": "Wrong address",
    "request_reroute": "Change of route",
    "report_delay": "Running late",
    "report_vehicle": "Vehicle trouble",
    "report_damage": "Damaged parcel",
    "report_missing_parcel": "Missing parcel",
    "report_extra_parcel": "Extra parcel",
    "report_refused": "Parcel refused",
    "report_theft": "Theft",
    "accept_route": "Accepts the route",
    "decline_route": "Declines the route",
    "report_unavailable": "Cannot work",
    "report_arrived": "Arrived",
    "report_delivered": "Delivered",
    "report_device": "Phone or app trouble",
    # Customers
    "wrong_number": "Wrong number",
    "opt_out": "Wants no texts",
    "opt_in": "Wants texts again",
    "track_parcel": "Where is my parcel",
    "ask_proof": "Proof of delivery",
    "reschedule_delivery": "Another day or time",
    "give_access_code": "Gives a code",
    "give_instructions": "Delivery instructions",
    "change_address": "Change of address",
    "request_pickup": "Wants to pick it up",
    "refuse_delivery": "Does not want it",
    "report_not_received": "Not received",
    "report_shortage": "Something missing",
    "dispute_attempt": "Disputes the attempt",
    "complain": "Complaint",
    "rate_delivery": "Rates the delivery",
    # What Doorstep itself hands to the desk
    "undeliverable": "Message not delivered",
    "unhandled": "Message not handled",
    "contradictory_notes": "What is true here?",
    "passed_on_by_staff": "From Slack",
}


def readable_intent(intent: str) -> str:
    """A short title for an intent, e.g. "Damaged parcel"."""
    return READABLE.get(intent, intent.replace("_", " ").capitalize())
