package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.inject.Inject;
import link.box.api.identity.BoxIdentity;
import link.box.api.tunnel.Tunnel;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;

/** Each bundle is updated alone: nobody else's state changes, an open connection and the tunnel live on. The API is a planned restart. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotUpdateIT {
    private static final String HTTPS = "link.box.https";
    private static final String PAGEKITE = "link.box.pagekite";
    private static final String METRICS = "exam.metrics.port";
    private static final long LONGEST_MILLIS = 1000;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] image() throws Exception {
        int port = BoxImage.freePort();
        int metrics = BoxImage.freePort();
        Path work = Files.createDirectories(Path.of(System.getProperty("box.work")));
        Path secret = Files.setPosixFilePermissions(Files.writeString(work.resolve("kite.secret"), "a-secret-of-this-test"),
                PosixFilePermissions.fromString("rw-------"));
        CloudFrontend.start(work, port, metrics, "a-secret-of-this-test");
        return new Option[] {BoxImage.options(HotUpdateIT.class, Map.of("BOX_TUNNEL_ENABLED", "true",
                "BOX_TUNNEL_FRONTEND", "127.0.0.1:" + port, "BOX_TUNNEL_FRONTEND_ADDRESS", "127.0.0.1", "BOX_TUNNEL_FRONTEND_TLS", "false",
                "BOX_TUNNEL_SECRET", secret.toString())), frameworkProperty(METRICS).value(String.valueOf(metrics))};
    }

    @Test
    public void each_bundle_is_updated_alone() throws Exception {
        List<Bundle> bundles = Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName().startsWith("link."))
                .filter(bundle -> !Set.of("link.box.api", PAGEKITE).contains(bundle.getSymbolicName())).toList();
        assertTrue(bundles.size() >= 10);
        Tunnel tunnel = Facts.await(context, Tunnel.class, 40);
        for (Bundle bundle : bundles) {
            try (Visitor visitor = visitor()) {
                assertEquals(204, visitor.ping());
                Set<String> touched = update(bundle);
                assertEquals("bundles whose state changed", Set.of(bundle.getSymbolicName()), touched);
                assertEquals(Bundle.ACTIVE, bundle.getState());
                if (bundle.getSymbolicName().equals(HTTPS)) {
                    reconnect();
                } else {
                    assertEquals("the open connection after updating " + bundle, 204, visitor.ping());
                }
            }
            assertSame("the tunnel after updating " + bundle, tunnel, Facts.await(context, Tunnel.class, 1));
        }
    }

    @Test
    public void an_update_of_the_tunnel_costs_one_reconnect() throws Exception {
        Facts.await(context, Tunnel.class, 40);
        int metrics = Integer.parseInt(context.getProperty(METRICS));
        Bundle bundle = Arrays.stream(context.getBundles()).filter(each -> each.getSymbolicName().equals(PAGEKITE)).findAny().orElseThrow();
        long before = CloudFrontend.tunnels(metrics);
        try (Visitor visitor = visitor()) {
            long begin = System.nanoTime();
            assertEquals("bundles whose state changed", Set.of(PAGEKITE), update(bundle));
            Facts.await(context, Tunnel.class, 40);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.println("figure: the kite flies again " + millis + " ms after the update of its bundle began");
            assertEquals(204, visitor.ping());
            assertTrue("after " + millis + " ms", millis < LONGEST_MILLIS);
        }
        assertEquals("tunnels", before + 1, CloudFrontend.tunnels(metrics));
    }

    private Visitor visitor() throws Exception {
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        return new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), "127.0.0.1", identity.certificate()::equals);
    }

    /** box.https owns the listener: what was open is cut, and it listens again at once. */
    private void reconnect() throws Exception {
        long start = System.nanoTime();
        while (true) {
            try (Visitor visitor = visitor()) {
                assertEquals(204, visitor.ping());
                return;
            } catch (java.io.IOException e) {
                assertTrue("no listener 10 s after updating box.https: " + e, System.nanoTime() - start < 10_000_000_000L);
                Thread.sleep(20);
            }
        }
    }

    private Set<String> update(Bundle bundle) throws Exception {
        Set<String> touched = new ConcurrentSkipListSet<>();
        SynchronousBundleListener listener = event -> touched.add(event.getBundle().getSymbolicName());
        Path jar = Path.of(URI.create(bundle.getLocation().replaceFirst("^reference:", "")));
        context.addBundleListener(listener);
        try (InputStream bytes = Files.newInputStream(jar)) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(bytes);
            refresh(bundle);
            bundle.start();
        } finally {
            context.removeBundleListener(listener);
        }
        return touched;
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        };
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), listener);
        assertTrue(done.await(10, java.util.concurrent.TimeUnit.SECONDS));
    }
}
