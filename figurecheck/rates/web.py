"""The one way to the network: a request with a deadline, a few retries, and errors that say what to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests  # noqa: TID251 - used by the live provider and the update alone, when asked for

from figurecheck.errors import RatesError

CHUNK = 65536
RETRIED = frozenset({429, 500, 502, 503, 504})
OK = 200


@dataclass(frozen=True, slots=True)
class Web:
    """Gets bodies over HTTP. Times are seconds; `deadline` bounds one try as a whole."""

    connect_timeout: float = 5.0
    deadline: float = 20.0
    tries: int = 3
    back_off: float = 0.5  # doubled after each try
    largest: int = 50_000_000  # bytes of a body
    sleep: Callable[[float], None] = time.sleep

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """The body of an answer with status 200.

        Raises `RatesError`: at once for a refusal (status 4xx), after `tries` tries for a server
        that is down, fails, or takes longer than `deadline`.
        """
        problem = ""
        for attempt in range(self.tries):
            if attempt:
                self.sleep(self.back_off * 2 ** (attempt - 1))
            try:
                status, body = self._once(url, parameters)
            except requests.RequestException as error:
                problem = f"no answer ({type(error).__name__})"
                continue
            if status == OK:
                return body
            problem = f"status {status}"
            if status not in RETRIED:
                break
        raise RatesError(
            problem, source=url, advice="check the connection, or go on with the bundled history"
        )

    def _once(self, url: str, parameters: Mapping[str, str] | None) -> tuple[int, bytes]:
        end = time.monotonic() + self.deadline
        with requests.get(
            url,
            params=parameters,
            timeout=(self.connect_timeout, self.deadline),
            stream=True,
        ) as response:
            body = bytearray()
            # read1 gives what has arrived: a server that drips bytes must not outlast the deadline.
            while piece := response.raw.read1(CHUNK, decode_content=True):
                body += piece
                if time.monotonic() > end:
                    message = f"not finished after {self.deadline:g} seconds"
                    raise requests.Timeout(message)
                if len(body) > self.largest:
                    raise RatesError(
                        f"the answer is larger than {self.largest} bytes",
                        source=url,
                        advice="check the address",
                    )
            return response.status_code, bytes(body)
