package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import link.box.api.tunnel.Tunnel;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import link.box.ota.change.guest.Outside;
import link.box.ota.change.guest.Sick;
import org.apache.felix.hc.api.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/** The outside goes away while a release is watched: a good one is not refused for that, and a bad one has no excuse. */
@Timeout(60)
class OutageTest {
    private static final String AWAY = "guest.outside.away";

    @TempDir
    Path root;
    private Lab lab;
    private ServiceRegistration<Tunnel> tunnel;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.times = Lab.times(Duration.ofMillis(300), Duration.ofMillis(200));
        lab.flash(good("a", "1.0.0"), good("kite", "1.0.0"), check("guest", "1.0.0", Outside.class));
        fly();
    }

    @AfterEach
    void end() throws Exception {
        System.clearProperty(AWAY);
        lab.close();
    }

    @Test
    void what_an_outage_takes_from_others_is_not_held_against_a_change() throws Exception {
        when("a", tunnel::unregister);
        assertEquals(new Outcome(Kind.DONE, "release 1 runs"), lab.to(a(1)));
        assertTrue(lab.active().contains("a 1.1.0"), lab.active().toString());
    }

    @Test
    void a_health_check_of_another_bundle_is_not_held_against_it_either() throws Exception {
        when("a", () -> System.setProperty(AWAY, "true"));
        assertEquals(Kind.DONE, lab.to(a(1)).kind());
    }

    @Test
    void what_may_be_the_change_all_the_same_is_put_back_and_tried_again_before_it_is_refused() throws Exception {
        use();
        for (int time = 1; time < Postponed.MOST; time++) {
            when("a", tunnel::unregister);
            assertEquals(Kind.LATER, lab.to(a(1)).kind());
            asBefore(OptionalLong.empty());
            Postponed postponed = Postponed.read(lab.directory).orElseThrow();
            assertEquals(List.of(1L, time), List.of(postponed.set(), postponed.times()));
            assertTrue(postponed.why().contains("the tunnel was well: it is gone"), postponed.why());
            use();
        }
        when("a", tunnel::unregister);
        assertEquals(Kind.REFUSED, lab.to(a(1)).kind());
        asBefore(OptionalLong.of(1));
    }

    @Test
    void a_health_check_of_the_new_bundle_that_the_old_one_passes_is_its_fault() throws Exception {
        Outcome outcome = lab.to(guest(Sick.class));
        assertEquals(Kind.REFUSED, outcome.kind(), outcome.words());
        asBefore(OptionalLong.of(1));
    }

    @Test
    void a_health_check_of_the_new_bundle_that_the_old_one_does_not_pass_now_is_not() throws Exception {
        when("guest", () -> System.setProperty(AWAY, "true"));
        Outcome outcome = lab.to(guest(Outside.class));
        assertEquals(Kind.LATER, outcome.kind(), outcome.words());
        asBefore(OptionalLong.empty());
    }

    @Test
    void a_health_check_that_the_new_bundle_does_not_have_any_more_is_not_missed() throws Exception {
        Release release = lab.release(1, lab.flashed("a"), lab.flashed("kite"), lab.stored(good("guest", "2.0.0")));
        assertEquals(new Outcome(Kind.DONE, "release 1 runs"), lab.to(release));
    }

    @Test
    void an_outage_during_a_restart_leads_back_without_a_refusal() throws Exception {
        use();
        lab.parts().transaction().to(a(1), true);
        lab.files.write(lab.journal().tried());
        tunnel.unregister();
        lab.parts().transaction().resume();
        asBefore(OptionalLong.empty());
        assertEquals(List.of(2, 1), List.of(lab.restarts.get(), Postponed.read(lab.directory).orElseThrow().times()));
    }

    /** As box.pagekite uses others: from then on it is near to a. */
    private void use() throws Exception {
        BundleContext kite = context("kite");
        kite.getServiceReferences(Runnable.class, null).forEach(kite::getService);
        if (lab.context().getServiceReference(Tunnel.class) == null) {
            fly();
        }
    }

    private void fly() {
        Tunnel fact = new Tunnel("remote.abc.box.test", 443, InetAddress.getLoopbackAddress());
        tunnel = context("kite").registerService(Tunnel.class, fact, null);
    }

    /** In the middle of the change. */
    private void when(String replaced, Runnable outage) {
        lab.context().addBundleListener(new SynchronousBundleListener() {
            @Override
            public void bundleChanged(BundleEvent event) {
                if (event.getType() == BundleEvent.UPDATED && event.getBundle().getSymbolicName().equals(replaced)) {
                    lab.context().removeBundleListener(this);
                    outage.run();
                }
            }
        });
    }

    private void asBefore(OptionalLong refused) throws Exception {
        assertEquals(List.of("a 1.0.0", "guest 1.0.0", "kite 1.0.0"), lab.active());
        assertEquals(List.of(State.SETTLED, 0L, refused),
                List.of(lab.journal().state(), lab.journal().current(), lab.journal().refused()));
    }

    private BundleContext context(String name) {
        return lab.hands.find(name).orElseThrow().getBundleContext();
    }

    private Release a(long sequence) throws Exception {
        return lab.release(sequence, lab.stored(good("a", "1.1.0")), lab.flashed("kite"), lab.flashed("guest"));
    }

    private Release guest(Class<?> check) throws Exception {
        return lab.release(1, lab.flashed("a"), lab.flashed("kite"), lab.stored(check("guest", "2.0.0", check)));
    }

    private static Jar check(String name, String version, Class<?> type) throws Exception {
        return Jar.of(name, version).component(type, HealthCheck.class).header("Import-Package", "org.apache.felix.hc.api");
    }

    private static Jar good(String name, String version) throws Exception {
        return Jar.of(name, version).component(Good.class, Runnable.class);
    }
}
