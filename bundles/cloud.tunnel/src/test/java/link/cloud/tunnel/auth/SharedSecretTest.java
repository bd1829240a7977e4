package link.cloud.tunnel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import link.box.common.kite.KiteRequest;
import link.box.common.kite.Signature;
import org.junit.jupiter.api.Test;

class SharedSecretTest {
    @Test
    void it_is_good_for_all_names_below_its_own() {
        assertEquals(Verdict.GOOD, verdict("SECRET", "a.old.test", "SECRET"));
        assertEquals(Verdict.GOOD, verdict("SECRET", "b.a.old.test", "SECRET"));
        assertEquals(Verdict.FORGED, verdict("SECRET", "a.old.test", "OTHER"));
    }

    @Test
    void it_says_nothing_about_other_names() {
        for (String host : new String[] {"a.box.test", "old.test", "aold.test", "old.test.a"}) {
            assertEquals(Verdict.UNKNOWN, verdict("SECRET", host, "SECRET"), host);
        }
    }

    @Test
    void no_secret_is_not_an_empty_one() {
        assertEquals(Verdict.UNKNOWN, verdict("", "a.old.test", ""));
    }

    private static Verdict verdict(String known, String host, String secret) {
        KiteRequest request = new KiteRequest("https", host, Signature.salt(), "", "").answer(Signature.salt(), secret);
        return new SharedSecret("old.test", () -> known).judge(request).toCompletableFuture().join();
    }
}
