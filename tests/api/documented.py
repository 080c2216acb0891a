"""Requests made of an OpenAPI document, sent to a real server: every address with what the document allows."""

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 10  # of each address


def operations_of(schema):
    """Return the operations of a document, each an address and a method."""
    return [found.ok() for found in schema.get_all_operations()]


def assert_keeps(operation, *, url, headers, checks=CHECKS, modes=tuple(schemathesis.GenerationMode)):
    """Claim that what is allowed, and what is not, is answered as the checks want it."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(operation.as_strategy(mode) for mode in modes))
    def keeps(case):
        case.call_and_validate(base_url=url, headers=headers, checks=checks)

    keeps()
