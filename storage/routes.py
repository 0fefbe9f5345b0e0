"""Finding routes and stops, and writing down how far a driver has come."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from storage.models import Attempt, Route, Stop, StopState

UNFINISHED = (StopState.OPEN, StopState.ARRIVED)


def route_of(session: Session, driver_id: int, day: date, *, with_parcels: bool = False) -> Route | None:
    """The driver's route of that day with its stops; of several, the first that is not finished."""
    stops = joinedload(Route.stops)
    parcels = [stops.selectinload(Stop.parcels)] if with_parcels else []
    routes = (
        session.scalars(
            select(Route)
            .where(Route.driver_id == driver_id, Route.date == day)
            .order_by(Route.pickup_start.is_(None), Route.pickup_start, Route.id)
            .options(stops.joinedload(Stop.address), *parcels)
        )
        .unique()
        .all()
    )
    unfinished = (route for route in routes if any(stop.state in UNFINISHED for stop in route.stops))
    return next(unfinished, routes[-1] if routes else None)


def stop_on_route(session: Session, stop_id: int, driver_id: int, day: date) -> Stop | None:
    """The stop of that number, only if it is on this driver's route of that day."""
    return session.scalar(
        select(Stop)
        .join(Stop.route)
        .where(Stop.id == stop_id, Route.driver_id == driver_id, Route.date == day)
        .options(contains_eager(Stop.route), joinedload(Stop.address), joinedload(Stop.customer))
    )


def stop(session: Session, stop_id: int) -> Stop | None:
    """The stop of that number, whoever's it is: not for what a driver asks."""
    return session.get(Stop, stop_id)


def of_day(session: Session, depot: str, day: date) -> list[Route]:
    """The routes of a depot on that day, without their stops."""
    return list(
        session.scalars(select(Route).where(Route.depot_code == depot, Route.date == day).order_by(Route.name))
    )


def stop_by_number(session: Session, route_id: int, number: int) -> Stop | None:
    """A route's stop of that number, for the desk."""
    return session.scalar(
        select(Stop)
        .join(Stop.route)
        .where(Stop.route_id == route_id, Stop.number == number)
        .options(
            contains_eager(Stop.route).options(joinedload(Route.depot), joinedload(Route.driver)),
            joinedload(Stop.address),
        )
    )


def open_stops_of_customer(session: Session, customer_id: int, since: date) -> list[Stop]:
    """The customer's stops from that day on that are not done yet, the earliest first."""
    return list(
        session.scalars(
            select(Stop)
            .join(Stop.route)
            .where(Stop.customer_id == customer_id, Stop.state.in_(UNFINISHED), Route.date >= since)
            .order_by(Route.date, Stop.id)
            .options(
                contains_eager(Stop.route).options(joinedload(Route.depot), joinedload(Route.driver)),
                joinedload(Stop.address),
            )
        )
    )


def arrived(stop: Stop, now: datetime) -> None:
    """The driver stands at the stop."""
    stop.state = StopState.ARRIVED
    stop.arrived_at = now


def delivered(session: Session, stop: Stop, driver_id: int, now: datetime) -> None:
    """The stop is handed over."""
    stop.state = StopState.DELIVERED
    stop.completed_at = now
    session.add(Attempt(stop_id=stop.id, driver_id=driver_id, at=now, succeeded=True))
