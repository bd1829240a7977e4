package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a CA can answer that it should not: an attempt with a reason, the certificate in service stays, and a later attempt succeeds. */
class BadAnswerTest extends OnStub {
    private static final List<Kind> ON_THE_WAY = List.of(Kind.DIRECTORY, Kind.NONCE, Kind.ACCOUNT, Kind.NEW_ORDER, Kind.ORDER,
            Kind.AUTHORIZATION, Kind.CHALLENGE, Kind.FINALIZE, Kind.CERTIFICATE);


    @BeforeEach
    void make() throws Exception {
        rig.serving(rig.worker.truth().plus(Duration.ofDays(3)));
    }

    @ParameterizedTest
    @MethodSource("anywhere")
    void any_request_may_fail(Kind kind, Fault fault, String reason) {
        rig.ca.faults().always(kind, fault);
        assertFailsAndRecovers(reason);
    }

    @ParameterizedTest
    @CsvSource({"OTHER_NAMES,it is for [other.example]", "EXPIRED,it ended ", "FUTURE,it begins only ", "OTHER_KEY,it is for another key",
        "OTHER_ISSUER,the chain is broken", "EMPTY_CHAIN,the chain is empty"})
    void a_certificate_that_is_not_what_was_ordered_is_not_taken(Fault fault, String reason) {
        rig.ca.faults().always(Kind.CERTIFICATE, fault);
        assertFailsAndRecovers(reason);
    }

    @Test
    void an_order_may_turn_invalid_at_the_end() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        assertFailsAndRecovers("refused the order: ");
    }

    @Test
    void a_challenge_may_fail() {
        rig.hideFromCa();
        assertTrue(rig.start().fail().contains("could not verify "), rig.lastAttempt().outcome());
        assertEquals(1, rig.store.stored.size());
    }

    @Test
    void it_may_be_gone() {
        rig.ca.outage(true);
        rig.start();
        String why = rig.fail();
        assertTrue(why.startsWith("cannot reach the CA "), why);
        rig.ca.outage(false);
        rig.issue(2);
    }

    @Test
    void the_directory_may_be_none() {
        String right = rig.ca.directory();
        rig.settings.put("directory", right + "-of-another-kind");
        String why = rig.start().fail();
        assertTrue(why.contains("refused") && why.contains("directory-of-another-kind"), why);
        rig.settings.put("directory", right);
        rig.start().issue(2);
    }

    @Test
    void the_directory_may_be_a_web_page() {
        rig.ca.faults().always(Kind.DIRECTORY, Fault.HTML);
        String why = rig.start().fail();
        assertTrue(why.contains("is that the URL of an ACME directory?"), why);
    }

    @Test
    void days_of_bad_answers_do_not_end_the_trying() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.HTML);
        rig.start().worker.advance(Duration.ofDays(5));
        rig.ca.faults().clear();
        rig.issue(2, Duration.ofDays(1).plusHours(3));
        assertEquals(List.of(), rig.ca.violations());
        assertTrue(rig.attempts().size() <= 50);
    }

    static Stream<Arguments> anywhere() {
        Stream<Arguments> pages = ON_THE_WAY.stream().map(kind -> Arguments.of(kind, Fault.HTML,
                kind == Kind.FINALIZE ? "does not take the certificate request" : "answered not as it should"));
        Stream<Arguments> errors = ON_THE_WAY.stream().map(kind -> Arguments.of(kind, Fault.ERROR, "HTTP 500"));
        Stream<Arguments> closed = ON_THE_WAY.stream().map(kind -> Arguments.of(kind, Fault.CLOSED, "cannot reach"));
        Stream<Arguments> others = Stream.of(Kind.NEW_ORDER, Kind.ORDER, Kind.FINALIZE, Kind.CERTIFICATE).flatMap(kind -> Stream.of(
                Arguments.of(kind, Fault.ERROR_EXPLAINED, "as the test has ordered"), Arguments.of(kind, Fault.NOT_FOUND, "malformed"),
                Arguments.of(kind, Fault.UNAVAILABLE, "answers 503"), Arguments.of(kind, Fault.RATE_LIMITED, "rateLimited"),
                Arguments.of(kind, Fault.ENDLESS, "cannot reach")));
        return Stream.of(pages, errors, closed, others).flatMap(each -> each);
    }

    private void assertFailsAndRecovers(String reason) {
        var before = rig.store.last();
        String why = rig.start().fail();
        assertTrue(why.contains(reason) && why.contains(rig.ca.directory()), why);
        assertEquals(1, rig.attempts().size());
        assertFalse(rig.lastAttempt().succeeded());
        assertEquals(before, rig.store.last());
        rig.ca.faults().clear();
        rig.issue(2, Duration.ofHours(2));
        assertEquals(rig.ca.issued().get(rig.ca.issued().size() - 1).certificate(), rig.store.last().leaf());
        assertTrue(rig.lastAttempt().succeeded());
    }
}
