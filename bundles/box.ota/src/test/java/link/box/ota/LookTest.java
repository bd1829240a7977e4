package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.common.release.Journal;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.ReleaseKeys;
import link.box.ota.change.Home;
import link.box.ota.channel.DirectoryChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class LookTest {
    @TempDir
    Path folder;
    private Vendor vendor;
    private Path data;
    private ReleaseFiles files;
    private Instant built = Instant.EPOCH;
    private Optional<Instant> now = Optional.of(Vendor.RELEASED.plusSeconds(1));

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(folder.resolve("channel"));
        vendor.image(folder.resolve("home"));
        vendor.publish(42, vendor.bundle("a.b", "1.0"));
        data = folder.resolve("data");
        files = new ReleaseFiles(data);
    }

    private Optional<Offer> look() throws Exception {
        Home home = new Home(folder.resolve("home"), new Version("0.1.0"), built, Map::of, any -> 0);
        Rules rules = new Rules("stable", new Version("0.1.0"), Map::of);
        return new Look(home, files, rules, new Said(data))
                .at(new DirectoryChannel(vendor.channel), files.journal(), now);
    }

    private void refused(String why) {
        Refused refused = assertThrows(Refused.class, this::look);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void what_the_vendor_signs_is_offered_and_its_number_counts_from_then_on() throws Exception {
        assertEquals(42, look().orElseThrow().sequence());
        assertEquals(42, files.journal().highest());
        assertEquals(0, files.journal().current());
        vendor.publish(41, vendor.bundle("a.b", "1.0"));
        refused("42 was seen before");
    }

    @Test
    void a_journal_that_was_lost_to_damage_does_not_open_the_way_back() throws Exception {
        look();
        files.write(Journal.image());
        vendor.publish(41, vendor.bundle("a.b", "1.0"));
        refused("42 was seen before");
        vendor.publish(43, vendor.bundle("a.b", "1.0"));
        look();
        assertEquals(43, files.journal().highest());
    }

    @Test
    void while_the_clock_is_not_known_what_is_good_is_taken_and_what_expired_before_the_image_was_made_is_not() throws Exception {
        for (Optional<Instant> unknown : List.of(Optional.<Instant>empty(), Optional.of(Instant.EPOCH))) {
            now = unknown;
            built = Vendor.EXPIRES.minusSeconds(1);
            assertEquals(42, look().orElseThrow().sequence());
            built = Vendor.EXPIRES;
            refused("release 42 has expired at " + Vendor.EXPIRES);
        }
    }

    @Test
    void what_expired_before_a_release_that_is_believed_was_made_is_refused_without_a_clock() throws Exception {
        now = Optional.empty();
        look();
        vendor.released = Vendor.RELEASED.minusSeconds(1000);
        vendor.expires = Vendor.RELEASED;
        vendor.publish(43, vendor.bundle("a.b", "1.1"));
        refused("release 43 has expired at " + Vendor.RELEASED);
        vendor.expires = Vendor.RELEASED.plusSeconds(1);
        vendor.publish(44, vendor.bundle("a.b", "1.1"));
        assertEquals(44, look().orElseThrow().sequence());
    }

    @Test
    void a_release_dated_years_ahead_by_mistake_does_not_make_the_next_one_expire() throws Exception {
        vendor.released = Vendor.RELEASED.plus(Duration.ofDays(3650));
        vendor.expires = vendor.released.plusSeconds(1000);
        vendor.publish(43, vendor.bundle("a.b", "1.1"));
        refused("release 43 says that it was made at ");
        vendor.released = Vendor.RELEASED;
        vendor.expires = Vendor.EXPIRES;
        vendor.publish(44, vendor.bundle("a.b", "1.1"));
        assertEquals(44, look().orElseThrow().sequence());
    }

    @Test
    void what_was_taken_without_a_clock_is_refused_when_the_clock_says_that_it_has_expired() throws Exception {
        now = Optional.empty();
        look();
        now = Optional.of(Vendor.EXPIRES);
        refused("has expired");
    }

    @Test
    void an_empty_channel_offers_nothing() throws Exception {
        Files.delete(vendor.channel.resolve("release.json"));
        assertTrue(look().isEmpty());
    }

    @Test
    void a_document_of_another_key_kind_or_content_is_refused() throws Exception {
        Path document = vendor.channel.resolve("release.json");
        Release release = vendor.release(43, vendor.bundle("a.b", "1.1"));
        Files.write(document, Vendor.sign(release.payload(), Release.TYPE, Vendor.pair()));
        refused("signed by none of the release keys");
        Files.write(document, Vendor.sign(release.payload(), ReleaseKeys.TYPE, vendor.key));
        refused("of type box-keys+jws");
        Files.write(document, Vendor.sign(release.payload(), Release.TYPE));
        refused("signed by none of the release keys");
        Files.writeString(document, "{\"payload\":");
        refused("cannot be read");
        Files.write(document, Vendor.sign("{\"version\":2}".getBytes(), Release.TYPE, vendor.key));
        refused("is signed, and cannot be used");
        assertEquals(0, files.journal().highest(), "what is not believed is not remembered");
        assertFalse(Files.exists(data.resolve("said")));
    }

    @Test
    void what_was_said_under_a_number_is_not_changed_under_it() throws Exception {
        look();
        vendor.publish(42, vendor.bundle("a.b", "1.1"));
        refused("release 42 says something else than it did when it was seen first");
        vendor.publish(43, vendor.bundle("a.b", "1.1"));
        assertEquals(43, look().orElseThrow().sequence());
    }

    @Test
    void a_box_from_the_drawer_walks_the_whole_chain_of_keys() throws Exception {
        KeyPair first = vendor.key;
        KeyPair second = Vendor.pair();
        KeyPair third = Vendor.pair();
        vendor.rotate(1, second, first, second);
        vendor.rotate(2, third, second, third);
        vendor.publish(50, vendor.bundle("a.b", "1.1"));
        assertEquals(50, look().orElseThrow().sequence());
        assertEquals(2, ReleaseKeys.chain(folder.resolve("home/etc/release.jwks"), files.keys()).number());
        vendor.key = first;
        vendor.publish(51, vendor.bundle("a.b", "1.1"));
        refused("signed by none of the release keys");
    }

    @Test
    void a_change_of_keys_that_only_the_old_or_only_the_new_one_signs_is_refused() throws Exception {
        KeyPair first = vendor.key;
        KeyPair thief = Vendor.pair();
        vendor.rotate(1, thief, thief);
        refused("change 1 of the release keys is not believed");
        vendor.rotate(1, thief, first);
        refused("signed by none of the new keys");
        assertFalse(Files.exists(files.keys().resolve("1.json")));
    }

    @Test
    void keys_that_are_damaged_on_disk_are_fetched_again() throws Exception {
        KeyPair second = Vendor.pair();
        vendor.rotate(1, second, vendor.key, second);
        vendor.publish(50, vendor.bundle("a.b", "1.1"));
        look();
        Files.writeString(files.keys().resolve("1.json"), "{");
        assertEquals(50, look().orElseThrow().sequence());
        assertEquals(1, ReleaseKeys.chain(folder.resolve("home/etc/release.jwks"), files.keys()).number());
    }

    @Test
    void a_set_that_is_signed_anew_with_another_key_is_kept_so() throws Exception {
        Offer offer = look().orElseThrow();
        Files.createDirectories(files.document(42).getParent());
        Files.write(files.document(42), offer.document());
        KeyPair second = Vendor.pair();
        vendor.rotate(1, second, vendor.key, second);
        Files.write(vendor.channel.resolve("release.json"), Vendor.sign(offer.release().payload(), Release.TYPE, second));
        look();
        ReleaseKeys keys = ReleaseKeys.chain(folder.resolve("home/etc/release.jwks"), files.keys());
        assertEquals(offer.release(), files.release(42, keys));
    }

    @Test
    void an_image_without_keys_believes_nobody() throws Exception {
        Files.delete(folder.resolve("home/etc/release.jwks"));
        refused("holds no key of a vendor");
    }
}
