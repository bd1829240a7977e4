package link.cloud.tunnel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import link.box.common.kite.KiteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

class ZoneAuthorizerTest {
    private static final KiteRequest KITE = new KiteRequest("https", "remote.abc.box.test", "b".repeat(36), "f".repeat(36), "0".repeat(36));
    private static final String ASKED = "b".repeat(36) + "." + "f".repeat(36) + "." + "0".repeat(36)
            + ".https.remote.abc.box.test.kite.box.test";

    @ParameterizedTest
    @CsvSource({"255.255.254.255, GOOD", "0.0.0.1, GOOD", "255.255.255.1, FORGED", "255.255.255.255, FORGED", "255.255.255.0, UNKNOWN",
        "0.0.0.0, QUOTA"})
    void what_the_zone_says_is_the_verdict(String address, Verdict verdict) throws Exception {
        try (FakeZone zone = new FakeZone(address, answer -> answer)) {
            assertEquals(verdict, judge(zone, KITE));
            assertEquals(List.of("udp " + ASKED), zone.asked);
        }
    }

    @Test
    void a_wildcard_is_asked_for_as_any() throws Exception {
        try (FakeZone zone = new FakeZone("255.255.254.255", answer -> answer)) {
            judge(zone, new KiteRequest("http-8080", "*.abc.box.test", "b", "f", "0"));
            assertEquals(List.of("udp b.f.0.http-8080._any_.abc.box.test.kite.box.test"), zone.asked);
        }
    }

    @Test
    void a_name_of_another_zone_costs_no_question() throws Exception {
        try (FakeZone zone = new FakeZone("255.255.254.255", answer -> answer)) {
            for (String domain : List.of("remote.abc.other.test", "evilbox.test", "box.test")) {
                assertEquals(Verdict.UNKNOWN, judge(zone, new KiteRequest("https", domain, "b", "f", "0".repeat(36))));
            }
            assertEquals(List.of(), zone.asked);
        }
    }

    @Test
    void a_zone_that_wants_TCP_is_asked_over_TCP() throws Exception {
        try (FakeZone zone = new FakeZone("255.255.254.255", FakeZone::truncated)) {
            assertEquals(Verdict.GOOD, judge(zone, KITE));
            assertEquals(List.of("udp " + ASKED, "tcp " + ASKED), zone.asked);
        }
    }

    @Test
    void an_answer_that_is_lost_is_asked_for_again() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (FakeZone zone = new FakeZone("255.255.254.255", answer -> count.getAndIncrement() == 0 ? null : answer)) {
            assertEquals(Verdict.GOOD, judge(zone, KITE));
        }
    }

    @Test
    void what_is_no_answer_flies_nothing() throws Exception {
        List<UnaryOperator<Message>> none = List.of(answer -> FakeZone.empty(answer, Rcode.NXDOMAIN),
                answer -> FakeZone.empty(answer, Rcode.NOERROR), answer -> FakeZone.empty(answer, Rcode.SERVFAIL),
                answer -> FakeZone.empty(answer, Rcode.REFUSED), FakeZone::ofAResolver, answer -> null);
        for (UnaryOperator<Message> each : none) {
            try (FakeZone zone = new FakeZone("255.255.254.255", each)) {
                assertEquals(Verdict.UNDECIDED, judge(zone, KITE));
                assertEquals(3, zone.asked.size());
            }
        }
        FakeZone gone = new FakeZone("255.255.254.255", answer -> answer);
        gone.close();
        assertEquals(Verdict.UNDECIDED, judge(gone, KITE));
    }

    @Test
    void a_zone_that_does_not_answer_is_silent_until_it_does() throws Exception {
        AtomicBoolean gone = new AtomicBoolean(true);
        try (FakeZone zone = new FakeZone("255.255.255.1", answer -> gone.get() ? FakeZone.ofAResolver(answer) : answer)) {
            ZoneAuthorizer authorizer = new ZoneAuthorizer(zone.address(), "box.test", Runnable::run);
            assertFalse(authorizer.isSilent());
            authorizer.judge(KITE).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertTrue(authorizer.isSilent());
            gone.set(false);
            authorizer.judge(KITE).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertFalse(authorizer.isSilent());
        }
    }

    @Test
    void a_name_that_is_too_long_to_be_asked_for_is_no_kite() throws Exception {
        try (FakeZone zone = new FakeZone("255.255.254.255", answer -> answer)) {
            for (String domain : List.of("a.".repeat(100) + "box.test", "a..box.test")) {
                assertEquals(Verdict.FORGED, judge(zone, new KiteRequest("https", domain, "b".repeat(36), "f".repeat(36), "0".repeat(36))));
            }
            assertEquals(List.of(), zone.asked);
        }
    }

    @Test
    void beside_a_shared_secret_the_zone_is_asked_about_what_that_does_not_grant() throws Exception {
        Authorizer shared = new SharedSecret("box.test", () -> "shared");
        KiteRequest old = new KiteRequest("https", "remote.abc.box.test", "b".repeat(36), "", "").answer("f".repeat(36), "shared");
        try (FakeZone zone = new FakeZone("255.255.254.255", answer -> answer)) {
            Authorizer both = shared.or(new ZoneAuthorizer(zone.address(), "box.test", Runnable::run));
            assertEquals(Verdict.GOOD, both.judge(old).toCompletableFuture().get(20, TimeUnit.SECONDS));
            assertEquals(List.of(), zone.asked);
            assertEquals(Verdict.GOOD, both.judge(KITE).toCompletableFuture().get(20, TimeUnit.SECONDS));
            assertEquals(List.of("udp " + ASKED), zone.asked);
        }
    }

    private static Verdict judge(FakeZone zone, KiteRequest request) throws Exception {
        return new ZoneAuthorizer(zone.address(), "box.test", Runnable::run).judge(request).toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
