package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import link.box.acme.plan.Deferred;
import link.box.api.work.RetryAfter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.toolbox.JSON;

class RefusalTest {
    private static final String CA = "https://ca.test/dir";
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void what_the_ca_refuses_is_in_its_words_with_the_type() throws Exception {
        IOException e = Refusal.of(CA, NOW, server("rejectedIdentifier", "not for you"));
        assertInstanceOf(Refused.class, e);
        assertEquals("the CA " + CA + " refused: not for you (urn:ietf:params:acme:error:rejectedIdentifier)", e.getMessage());
    }

    @Test
    void its_own_trouble_is_not_counted_as_a_refusal() throws Exception {
        IOException e = Refusal.of(CA, NOW, server("serverInternal", "disk full"));
        assertFalse(e instanceof Refused);
        assertTrue(e.getMessage().contains("disk full"), e.getMessage());
    }

    @Test
    void long_words_are_cut() throws Exception {
        String words = Refusal.of(CA, NOW, server("malformed", "x".repeat(100_000))).getMessage();
        assertTrue(words.length() < 500 && words.endsWith("(urn:ietf:params:acme:error:malformed)"), words);
    }

    @ParameterizedTest
    @CsvSource({"PT10M,PT10M", "PT48H,PT48H", "PT5S,PT1M", "PT-1H,PT1M", "P300D,P7D"})
    void a_limit_lasts_as_long_as_the_ca_says_within_reason(Duration said, Duration waited) throws Exception {
        RetryAfter e = assertThrows(RetryAfter.class, () -> Refusal.of(CA, NOW, limited(NOW.plus(said))));
        assertEquals(waited, e.delay());
        assertTrue(e.firm());
    }

    @Test
    void one_without_a_time_lasts_an_hour() {
        assertEquals(Duration.ofHours(1), assertThrows(RetryAfter.class, () -> Refusal.of(CA, NOW, limited(null))).delay());
    }

    @Test
    void a_busy_server_is_waited_for() throws Exception {
        IOException e = Refusal.of(CA, NOW, new AcmeNetworkException(new Busy(503, "7200")));
        Deferred deferred = assertInstanceOf(Deferred.class, e);
        assertEquals(Duration.ofHours(2), deferred.delay());
        assertTrue(deferred.firm());
    }

    @Test
    void one_that_cannot_be_reached_is_said_to_be_so() throws Exception {
        IOException e = Refusal.of(CA, NOW, new AcmeNetworkException(new IOException("connection reset")));
        assertEquals("cannot reach the CA " + CA + ": connection reset", e.getMessage());
    }

    @Test
    void an_answer_that_is_no_acme_leads_to_the_setting() throws Exception {
        assertTrue(Refusal.of(CA, NOW, new AcmeProtocolException("Unexpected content type")).getMessage()
                .endsWith("Unexpected content type; is that the URL of an ACME directory?"));
    }

    @Test
    void what_was_read_later_is_told_as_if_it_had_been_read_at_once() throws Exception {
        AcmeServerException refused = server("unauthorized", "no");
        AcmeException direct = refused;
        AcmeLazyLoadingException lazy = new AcmeLazyLoadingException(Order.class, url(), direct);
        assertEquals(Refusal.of(CA, NOW, refused).getMessage(), Refusal.of(CA, NOW, lazy).getMessage());
        assertTrue(Refusal.is(lazy, "unauthorized"));
        assertFalse(Refusal.is(lazy, "malformed"));
    }

    private static AcmeServerException server(String type, String detail) throws Exception {
        return new AcmeServerException(problem(type, detail));
    }

    private static AcmeRateLimitedException limited(Instant until) throws Exception {
        return new AcmeRateLimitedException(problem("rateLimited", "too many"), until, List.of());
    }

    private static Problem problem(String type, String detail) throws Exception {
        return new Problem(JSON.parse("{\"type\":\"urn:ietf:params:acme:error:" + type + "\",\"detail\":\"" + detail + "\"}"), url());
    }

    private static URL url() throws Exception {
        return URI.create(CA).toURL();
    }
}
