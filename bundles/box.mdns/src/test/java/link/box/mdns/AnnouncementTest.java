package link.box.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.common.fact.Published;
import link.box.testing.ClosedAccess;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private static final FakeIdentity BOX = new FakeIdentity("abcdefghij", "box.test");
    private static final Duration SOON = Duration.ofSeconds(9);

    private final AtOnce worker = new AtOnce();
    private final Registry registry = new Registry("link.box.mdns", Path.of("unused"));
    private final List<FakeResponder> opened = new ArrayList<>();
    private boolean claimed;
    private boolean ending;
    private IOException refusal;
    private final Announcement announcement = announce(Map.of("port", 8443));

    @Test
    void a_box_with_address_and_identity_is_announced_with_what_leads_to_it() throws Exception {
        come("192.168.1.20");
        announcement.setAccess(new ClosedAccess(() -> claimed));
        worker.advance(SOON);
        assertEquals(List.of(new MulticastName("box-abcdef.local")), registry.of(MulticastName.class));
        Offer offer = opened.get(0).last();
        assertEquals("Box abcdef", offer.instance());
        assertEquals(8443, offer.port());
        assertEquals(Map.of("id", "abcdefghij", "fp", BOX.fingerprint(), "name", "abcdefghij.box.test", "path", "/",
                "setup", "0"), offer.text());
        assertEquals(InetAddress.getByName("192.168.1.20"), opened.get(0).address);
    }

    @Test
    void nothing_is_announced_before_the_name_was_probed_for() throws Exception {
        come("192.168.1.20");
        worker.run();
        assertEquals(1, opened.size());
        worker.advance(Duration.ofMillis(1_900));
        assertTrue(opened.get(0).told.isEmpty());
    }

    @Test
    void it_is_a_fact_only_after_the_services_were_probed_for_too() throws Exception {
        come("192.168.1.20");
        worker.advance(Duration.ofSeconds(5));
        assertTrue(opened.get(0).told.size() == 1 && registry.of(MulticastName.class).isEmpty());
        worker.advance(Duration.ofSeconds(4));
        assertEquals(1, registry.of(MulticastName.class).size());
    }

    @Test
    void after_a_conflict_the_services_lead_to_the_new_name() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        opened.get(0).host = "box-abcdef-2.local";
        worker.advance(Duration.ofSeconds(30));
        assertEquals("box-abcdef-2.local", opened.get(0).last().host());
        assertEquals(List.of(new MulticastName("box-abcdef-2.local")), registry.of(MulticastName.class));
    }

    @Test
    void a_name_that_is_lost_is_no_fact_while_another_one_is_asked_for() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        opened.get(0).host = "box-abcdef-2.local";
        worker.advance(Duration.ofSeconds(12));
        assertTrue(opened.get(0).last().host().equals("box-abcdef-2.local") && registry.of(MulticastName.class).isEmpty());
    }

    @Test
    void a_new_address_is_announced_instead_of_the_old_one() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        come("192.168.1.31");
        worker.advance(SOON);
        assertTrue(opened.get(0).left);
        assertEquals(InetAddress.getByName("192.168.1.31"), opened.get(1).address);
        assertEquals("box-abcdef.local", opened.get(1).last().host());
    }

    @Test
    void the_box_is_told_to_be_claimed_once_it_is() throws Exception {
        come("192.168.1.20");
        announcement.setAccess(new ClosedAccess(() -> claimed));
        worker.advance(SOON);
        claimed = true;
        worker.advance(Duration.ofSeconds(11));
        assertEquals("1", opened.get(0).last().text().get("setup"));
        assertEquals(1, opened.size());
    }

    @Test
    void an_update_of_the_others_is_no_goodbye_but_a_cable_that_stays_out_is() throws Exception {
        LocalAddresses home = come("192.168.1.20");
        worker.advance(SOON);
        announcement.unsetIdentity(BOX);
        announcement.unsetAddresses(home);
        worker.advance(Duration.ofSeconds(8));
        assertFalse(opened.get(0).closed);
        worker.advance(Duration.ofSeconds(20));
        assertTrue(opened.get(0).closed && registry.of(MulticastName.class).isEmpty());
        come("192.168.1.20");
        worker.advance(SOON);
        assertEquals(1, registry.of(MulticastName.class).size());
    }

    @Test
    void an_interface_without_multicast_is_tried_again() throws Exception {
        refusal = new IOException("no multicast here");
        come("192.168.1.20");
        worker.advance(SOON);
        assertEquals("no multicast here", worker.failure(Announcement.JOB).orElseThrow().getMessage());
        refusal = null;
        worker.advance(Duration.ofSeconds(30));
        assertEquals(1, registry.of(MulticastName.class).size());
    }

    @Test
    void where_nothing_can_be_announced_any_more_the_name_is_no_fact() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        refusal = new IOException("no multicast here");
        come("192.168.1.31");
        worker.advance(Duration.ofMinutes(1));
        assertTrue(opened.get(0).left);
        assertEquals(List.of(), registry.of(MulticastName.class));
    }

    @Test
    void a_worker_that_takes_nothing_more_does_not_keep_the_responder_alive() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        worker.rejects = true;
        announcement.stop();
        assertTrue(opened.get(0).left);
    }

    @Test
    void a_box_that_stops_says_goodbye_and_nothing_more() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        ending = true;
        announcement.stop();
        assertTrue(opened.get(0).closed && registry.of(MulticastName.class).isEmpty());
        worker.advance(Duration.ofMinutes(1));
        assertEquals(1, opened.size());
    }

    @Test
    void an_update_of_its_own_is_no_goodbye() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        announcement.stop();
        assertTrue(opened.get(0).left && registry.of(MulticastName.class).isEmpty());
        assertFalse(opened.get(0).closed);
    }

    @Test
    void switched_off_while_it_runs_it_says_goodbye_and_on_again_it_comes_back() throws Exception {
        come("192.168.1.20");
        worker.advance(SOON);
        announcement.change(Settings.of(Config.class, Map.of("enabled", false)));
        worker.run();
        assertTrue(opened.get(0).closed && registry.of(MulticastName.class).isEmpty());
        announcement.change(Settings.of(Config.class, Map.of("public_port", 4443)));
        worker.advance(SOON);
        assertEquals(4443, opened.get(1).last().port());
    }

    @Test
    void switched_off_nothing_is_told() throws Exception {
        Announcement off = announce(Map.of("enabled", false));
        off.setIdentity(BOX);
        off.setAddresses(at("192.168.1.20"));
        worker.advance(Duration.ofMinutes(1));
        assertTrue(opened.isEmpty());
    }

    private Announcement announce(Map<String, Object> settings) {
        return new Announcement(new Published<>(registry.context(), MulticastName.class), worker, Settings.of(Config.class, settings),
                this::open, () -> ending);
    }

    private Responder open(InetAddress address, String label) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        opened.add(new FakeResponder(address, label));
        return opened.get(opened.size() - 1);
    }

    private LocalAddresses come(String address) throws IOException {
        LocalAddresses home = at(address);
        announcement.setIdentity(BOX);
        announcement.setAddresses(home);
        return home;
    }

    private static LocalAddresses at(String address) throws IOException {
        return new LocalAddresses(List.of(new LocalAddress("eth0", InetAddress.getByName(address), 24)), Optional.empty());
    }

    /** Who stops waits for what is executed, so it runs at once. */
    private static final class AtOnce extends ManualWorker {
        private boolean rejects;

        @Override
        public void execute(Runnable command) {
            if (rejects) {
                throw new RejectedExecutionException("closed");
            }
            command.run();
        }
    }
}
