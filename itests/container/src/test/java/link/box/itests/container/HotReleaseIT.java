package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import link.box.api.identity.BoxIdentity;
import link.box.api.tunnel.Tunnel;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/** Signed releases are taken by a running image: one bundle alone, one that is not well, and all of the product's own together. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class HotReleaseIT {
    private static final String OTA = "link.box.ota";
    private static final String DEVICE = "link.sample.device";
    private static final Set<String> RESTART = Set.of("link.box.api");

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        int port = BoxImage.freePort();
        Path work = Files.createDirectories(Path.of(System.getProperty("box.work")));
        Path secret = Files.writeString(work.resolve("kite.secret"), "a-secret-of-this-test");
        CloudFrontend.start(Files.createDirectories(work.resolve("HotReleaseIT.frontend")), port, BoxImage.freePort(),
                "a-secret-of-this-test");
        Path home = work.resolve("HotReleaseIT.home");
        ReleaseMaker vendor = new ReleaseMaker(home);
        Option options = BoxImage.options(HotReleaseIT.class, Map.of("BOX_TUNNEL_ENABLED", "true",
                "BOX_TUNNEL_FRONTEND", "127.0.0.1:" + port, "BOX_TUNNEL_FRONTEND_ADDRESS", "127.0.0.1", "BOX_TUNNEL_FRONTEND_TLS", "false",
                "BOX_TUNNEL_SECRET", secret.toString(),
                "BOX_LAB_UPDATE_WATCH", "5"), home);
        Path data = work.resolve(HotReleaseIT.class.getSimpleName());
        vendor.release(data.resolve("channel/1"), 1, "0.1.1", DEVICE::equals, (entry, content) -> content);
        vendor.release(data.resolve("channel/2"), 2, "0.1.2", DEVICE::equals, ReleaseMaker::waiting);
        vendor.release(data.resolve("channel/3"), 3, "0.1.3", name -> name.startsWith("link.") && !RESTART.contains(name),
                (entry, content) -> content);
        return new Option[] {options, frameworkProperty("exam.data").value(data.toString())};
    }

    @Test
    public void a_device_is_updated_alone_and_an_open_connection_and_the_tunnel_live_on() throws Exception {
        Tunnel tunnel = Facts.await(context, Tunnel.class, 40);
        Set<String> touched = new ConcurrentSkipListSet<>();
        SynchronousBundleListener listener = event -> touched.add(event.getBundle().getSymbolicName());
        context.addBundleListener(listener);
        try (Visitor visitor = visitor()) {
            assertEquals(204, visitor.ping());
            long begin = System.nanoTime();
            assertEquals("DONE release 1 runs", to(1));
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.println("figure: release 1 was taken within " + millis + " ms, 5 s of them watched");
            assertEquals(204, visitor.ping());
        } finally {
            context.removeBundleListener(listener);
        }
        assertEquals(Set.of(DEVICE), touched);
        assertEquals("0.1.1", bundle(DEVICE).getVersion().toString());
        assertSame(tunnel, Facts.await(context, Tunnel.class, 1));
        assertEquals("TRIAL 1", journal());
    }

    @Test
    public void b_device_that_waits_for_what_nobody_has_is_put_back() throws Exception {
        String outcome = to(2);
        assertTrue(outcome, outcome.startsWith("REFUSED ") && outcome.contains(" waits for nobody"));
        assertEquals("0.1.1", bundle(DEVICE).getVersion().toString());
        assertEquals(Bundle.ACTIVE, bundle(DEVICE).getState());
        assertNotNull(bundle(DEVICE).getRegisteredServices());
        assertEquals("TRIAL 1", journal());
    }

    @Test
    public void c_all_of_the_products_own_but_the_api_are_updated_and_the_hand_itself_last() throws Exception {
        Facts.await(context, Tunnel.class, 40);
        String outcome = to(3);
        assertTrue(outcome, outcome.startsWith("RESTARTING "));
        long begin = System.nanoTime();
        while (!journal().equals("TRIAL 3")) {
            assertTrue(journal(), System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(120));
            Thread.sleep(200);
        }
        Map<String, String> versions = new TreeMap<>();
        for (Bundle each : context.getBundles()) {
            if (each.getSymbolicName().startsWith("link.") && !RESTART.contains(each.getSymbolicName())) {
                versions.put(each.getSymbolicName(), each.getVersion() + " " + each.getState());
            }
        }
        assertTrue(versions.size() + " bundles", versions.size() >= 13);
        assertEquals(Set.of("0.1.3 " + Bundle.ACTIVE), Set.copyOf(versions.values()));
        Facts.await(context, Tunnel.class, 10);
        try (Visitor visitor = visitor()) {
            assertEquals(204, visitor.ping());
        }
    }

    private Visitor visitor() throws Exception {
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        return new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), "127.0.0.1", identity.certificate()::equals);
    }

    /** By reflection, since it is nobody's API. */
    private String to(long sequence) throws Exception {
        Path come = fetch(sequence);
        Class<?> release = bundle(OTA).loadClass("link.box.common.release.Release");
        byte[] payload = Files.readAllBytes(come.resolve("payload"));
        ServiceReference<?> reference = context.getAllServiceReferences("link.box.ota.change.Changes", null)[0];
        Object changes = context.getService(reference);
        Object outcome = changes.getClass().getMethod("to", release, boolean.class).invoke(changes,
                release.getMethod("parse", byte[].class).invoke(null, payload), false);
        context.ungetService(reference);
        String text = outcome.toString();
        return text.replaceFirst("^Outcome\\[kind=(\\w+), words=(.*)\\]$", "$1 $2");
    }

    /** As the channel's downloads would. */
    private Path fetch(long sequence) throws Exception {
        Path data = Path.of(context.getProperty("exam.data"));
        Path come = data.resolve("channel/" + sequence);
        for (String each : new String[] {"sets", "store"}) {
            Path there = Files.createDirectories(data.resolve("link.box.ota").resolve(each));
            try (var files = Files.list(come.resolve(each))) {
                for (Path file : files.toList()) {
                    Files.copy(file, there.resolve(file.getFileName()));
                }
            }
        }
        return come;
    }

    private String journal() throws Exception {
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of(context.getProperty("exam.data")).resolve("link.box.ota/journal"))) {
            lines.put(line.split(": ?")[0], line.replaceFirst("^.*?: ?", ""));
        }
        return lines.get("state") + " " + lines.get("current");
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles()).filter(each -> name.equals(each.getSymbolicName())).findAny().orElseThrow();
    }
}
