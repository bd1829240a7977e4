package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Journal;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class RulesTest {
    private static final Instant NOW = Vendor.RELEASED.plus(Duration.ofDays(10));

    @TempDir
    Path folder;
    private Vendor vendor;
    private NamedBundle login;

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(folder);
        login = vendor.bundle("link.box.login", "0.1.1");
    }

    private static void check(Release release, String running, Optional<Instant> now) throws Refused {
        new Rules("stable", new Version("0.1.0"), () -> Map.of("link.box.login", new Version(running)))
                .check(release, Journal.image().seen(42), Instant.EPOCH, now);
    }

    private static void refused(String why, Release release, String running) {
        Refused refused = assertThrows(Refused.class, () -> check(release, running, Optional.of(NOW)));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertTrue(!refused.remedy().isBlank());
    }

    @Test
    void the_highest_that_was_seen_and_all_above_are_taken_and_none_below() throws Exception {
        check(vendor.release(42, login), "0.1.0", Optional.of(NOW));
        check(vendor.release(43, login), "0.1.0", Optional.of(NOW));
        refused("42 was seen before", vendor.release(41, login), "0.1.0");
    }

    @Test
    void what_has_expired_is_refused_as_soon_as_the_clock_is_known() throws Exception {
        vendor.expires = NOW;
        refused("has expired at " + NOW, vendor.release(42, login), "0.1.0");
        vendor.expires = NOW.plusSeconds(1);
        check(vendor.release(42, login), "0.1.0", Optional.of(NOW));
        vendor.expires = NOW.minusSeconds(1);
        assertDoesNotThrow(() -> check(vendor.release(42, login), "0.1.0", Optional.empty()));
    }

    @Test
    void what_is_dated_more_than_a_day_ahead_is_refused_as_soon_as_the_clock_is_known() throws Exception {
        vendor.expires = NOW.plus(Duration.ofDays(1000));
        vendor.released = NOW.plus(Duration.ofDays(1));
        check(vendor.release(42, login), "0.1.0", Optional.of(NOW));
        vendor.released = NOW.plus(Duration.ofDays(1)).plusSeconds(1);
        refused("says that it was made at " + vendor.released + ", and it is " + NOW, vendor.release(42, login), "0.1.0");
        assertDoesNotThrow(() -> check(vendor.release(42, login), "0.1.0", Optional.empty()));
    }

    @Test
    void another_channels_release_is_refused() {
        vendor.name = "beta";
        refused("is for the channel beta, and ota.name is stable", vendor.release(42, login), "0.1.0");
    }

    @Test
    void a_launcher_that_is_too_old_is_said() {
        vendor.launcher = "0.1.1";
        refused("needs the launcher 0.1.1, and this image has 0.1.0", vendor.release(42, login), "0.1.0");
    }

    @Test
    void a_bundle_older_than_the_one_that_runs_is_refused_unless_the_release_says_that_it_may_be() throws Exception {
        refused("link.box.login 0.1.1, older than 0.1.2", vendor.release(42, login), "0.1.2");
        check(vendor.release(42, login), "0.1.1", Optional.of(NOW));
        vendor.downgrades = Set.of("link.box.login");
        check(vendor.release(42, login), "0.1.2", Optional.of(NOW));
    }
}
