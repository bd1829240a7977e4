package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;

class CertificateFactsTest {
    private static final Instant END = Instant.parse("2027-01-25T00:00:00Z");

    @Test
    void a_certificate_is_told_with_names_issuer_end_and_days() {
        assertEquals("{\"names\":[\"abc.box.test\",\"*.abc.box.test\"],\"issuer\":\"CN=Lab\",\"until\":\"2027-01-25T00:00:00Z\","
                + "\"days\":24}", certificate(Instant.parse("2026-12-31T12:00:00Z")));
    }

    @Test
    void days_count_down_to_zero_and_below() {
        assertEquals("0", days("2027-01-24T23:59:59Z"));
        assertEquals("0", days("2027-01-25T00:00:00Z"));
        assertEquals("-1", days("2027-01-25T00:00:01Z"));
        assertEquals("-10", days("2027-02-03T12:00:00Z"));
    }

    @Test
    void a_plan_is_told_whole() {
        RenewalPlan.Attempt attempt = new RenewalPlan.Attempt(END, "https://ca.test/dir", false, "the CA is down");
        JsonObject told = CertificateFacts.renewal(new RenewalPlan(END, "it is due", Collections.nCopies(12, attempt))).build();
        assertEquals("2027-01-25T00:00:00Z", told.getString("next"));
        assertEquals("it is due", told.getString("reason"));
        assertEquals(12, told.getJsonArray("attempts").size());
        assertEquals("{\"time\":\"2027-01-25T00:00:00Z\",\"ca\":\"https://ca.test/dir\",\"ok\":false,\"outcome\":\"the CA is down\"}",
                told.getJsonArray("attempts").get(11).toString());
    }

    private static String days(String now) {
        return certificate(Instant.parse(now)).replaceFirst(".*\"days\":(.*)}", "$1");
    }

    private static String certificate(Instant now) {
        List<String> names = List.of("abc.box.test", "*.abc.box.test");
        Made made = Made.authority("Lab").issueUntil(END, names.toArray(String[]::new));
        return CertificateFacts.certificate(new TlsCertificate(names, made.chain()), now).build().toString();
    }
}
