package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.device.BoxContext;
import link.box.api.identity.BoxIdentity;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The contract of devices with the real HTTP service: what keeps to it is served, what does not is never reached. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeviceContractIT {
    private static final int UPDATES = 10;
    /** So long a request is held. */
    private static final long HELD_MILLIS = 2_000;
    private static final String WHITEBOARD = "osgi.http.whiteboard.";
    private static final String DEVICE = "(osgi.http.whiteboard.context.name=" + BoxContext.NAME + ")";

    @Inject
    private BundleContext context;
    private final AtomicInteger reached = new AtomicInteger();
    private Visitor visitor;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(DeviceContractIT.class, Map.of())};
    }

    @Before
    public void enter() throws Exception {
        Facts.await(context, Access.class, 20);
        context.registerService(Access.class, new OneTicket(), new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1_000)));
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        visitor = new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), "127.0.0.1", identity.certificate()::equals);
    }

    @After
    public void leave() throws Exception {
        visitor.close();
    }

    @Test
    public void i1_i4_a_servlet_that_keeps_to_it_is_served_and_knows_who_asks() throws Exception {
        register(DEVICE, "/probe/*");
        assertEquals(401, visitor.get("/d/probe/"));
        assertEquals(200, visitor.get("/d/probe/?ticket=good&a=1"));
        assertEquals("u1 u1 true true true false a=1", visitor.headers().get("x-who"));
        assertEquals(200, visitor.get("/d/probe/?ticket=good&a=later"));
        assertEquals("u1 u1 true true true false a=later", visitor.headers().get("x-who"));
        assertTrue(visitor.headers().get("content-security-policy").endsWith("; frame-ancestors 'self'; sandbox"));
        assertEquals(200, visitor.get("/d/lamp/?ticket=good"));
    }

    @Test
    public void i2_a_servlet_elsewhere_is_never_reached_and_the_http_service_does_not_know_it() throws Exception {
        register(DEVICE, "/*");
        register("(osgi.http.whiteboard.context.name=box.login)", "/connect/evil");
        register("(osgi.http.whiteboard.context.name=*)", "/evil/*");
        register(null, "/oauth/evil");
        int before = reached.get();
        for (String path : new String[] {"/d/evil", "/d/", "/connect/evil", "/evil/x", "/oauth/evil"}) {
            assertEquals(path, 404, visitor.get(path + "?ticket=good"));
        }
        assertEquals(before, reached.get());
    }

    @Test
    public void i3_for_strangers_is_nothing_that_is_not_allowed() throws Exception {
        register(DEVICE, "/open/*", "box.auth", "public");
        int before = reached.get();
        assertEquals(403, visitor.get("/d/open/"));
        assertEquals(403, visitor.get("/d/open/?ticket=good"));
        assertEquals(before, reached.get());
    }

    @Test
    public void what_a_servlet_does_not_find_is_not_found_and_asked_for_once() throws Exception {
        register(DEVICE, "/missing/*");
        int before = reached.get();
        assertEquals(404, visitor.get("/d/missing/?ticket=good&a=missing"));
        assertEquals(before + 1, reached.get());
    }

    @Test
    public void while_its_bundle_is_updated_again_and_again_everybody_is_answered() throws Exception {
        Bundle device = Updates.bundle(context, "link.sample.device");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Map<Integer, Integer>> answers = CompletableFuture.supplyAsync(() -> load(over));
        long vain = 0; // how often it may have been held in vain: in an update that takes longer than it may be held
        try {
            for (int i = 0; i < UPDATES && !answers.isDone(); i++) {
                long begin = System.nanoTime();
                Updates.update(device);
                vain += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / HELD_MILLIS;
                Thread.sleep(100); // load on the new version, too
            }
        } finally {
            over.set(true);
        }
        Map<Integer, Integer> seen = answers.get(20, TimeUnit.SECONDS);
        System.out.println("figure: " + UPDATES + " updates of a device, its page's answers: " + seen);
        assertTrue(seen.toString(), Set.of(200, 503).containsAll(seen.keySet()));
        assertTrue("held in vain only while an update takes long: " + seen, seen.getOrDefault(503, 0) <= vain);
        assertTrue(seen.get(200) > UPDATES);
    }

    private Map<Integer, Integer> load(AtomicBoolean over) {
        Map<Integer, Integer> answers = new TreeMap<>();
        try {
            while (!over.get()) {
                answers.merge(visitor.get("/d/lamp/", "Authorization: Bearer good\r\n"), 1, Integer::sum);
            }
        } catch (Exception e) {
            throw new IllegalStateException(answers.toString(), e);
        }
        return answers;
    }

    private void register(String select, String pattern, String... more) throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(WHITEBOARD + "servlet.pattern", pattern, WHITEBOARD + "servlet.asyncSupported", true));
        if (select != null) {
            properties.put(WHITEBOARD + "context.select", select);
        }
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        ServiceReference<?> reference = context.registerService(Servlet.class, new Probe(), properties).getReference();
        assertTrue(reference.getBundle() == context.getBundle());
    }

    private final class Probe extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            if ("later".equals(request.getParameter("a")) && request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
                return;
            }
            reached.incrementAndGet();
            if ("missing".equals(request.getParameter("a"))) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setHeader("X-Who", request.getRemoteUser() + " " + request.getUserPrincipal().getName() + " "
                    + request.isUserInRole("user") + " " + request.isUserInRole("admin") + " " + request.isUserInRole("scope:device:probe")
                    + " " + request.isUserInRole("root") + " " + request.getQueryString());
        }
    }

    /** Whoever shows it is an admin. */
    private static final class OneTicket implements Access {
        @Override
        public Optional<Caller> caller(Credential credential) {
            return credential.token().equals("good")
                    ? Optional.of(new Caller("u1", "Ann", true, Optional.empty(), Set.of(), Instant.EPOCH)) : Optional.empty();
        }

        @Override
        public boolean open(String method, String path) {
            return false;
        }

        @Override
        public boolean granted(String origin) {
            return false;
        }

        @Override
        public Optional<String> homePass(ConnectionClass from) {
            return Optional.empty();
        }

        @Override
        public boolean claimed() {
            return true;
        }

        @Override
        public Optional<String> setupCode() {
            return Optional.empty();
        }
    }
}
