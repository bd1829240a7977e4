package link.box.itests.container;

import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import link.box.api.access.Access;
import link.box.api.identity.BoxIdentity;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** While box.login is updated under load, strangers are held or refused and never let in, and no open page is missing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LoginUpdateIT {
    private static final int REQUESTS = Boolean.getBoolean("box.long") ? 100_000 : 10_000;
    private static final int UPDATES = 10;
    private static final int STRANGERS = 2;
    /** So long a request is held. */
    private static final long HELD_MILLIS = 2_000;
    private static final String GUARDED = "/d/lamp/";
    private static final String OPEN = "/setup";

    @Inject
    private BundleContext context;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    /** How often a visitor may have been held in vain: in an update that takes longer than it may be held. */
    private long vain;

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(LoginUpdateIT.class, Map.of())};
    }

    @Test
    public void i6_a_stranger_is_held_or_refused_and_never_let_in() throws Exception {
        Facts.await(context, Access.class, 20);
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            List<Future<Map<Integer, Integer>>> guarded = List.of(clients.submit(() -> load(GUARDED, asked)),
                    clients.submit(() -> load(GUARDED, asked)));
            Future<Map<Integer, Integer>> open = clients.submit(() -> load(OPEN, new AtomicInteger()));
            int updates = update(guarded);
            over.set(true);
            Map<Integer, Integer> refused = guarded.get(0).get();
            guarded.get(1).get().forEach((status, count) -> refused.merge(status, count, Integer::sum));
            System.out.println("figure: " + updates + " updates of box.login, longer than a hold by " + vain + "; answers to strangers: "
                    + refused + ", of an open page: " + open.get());
            check(refused, open.get(), updates);
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private void check(Map<Integer, Integer> guarded, Map<Integer, Integer> open, int updates) {
        assertTrue("refused, or held in vain: " + guarded, Set.of(401, 503).containsAll(guarded.keySet()));
        assertTrue("held in vain only while an update takes long: " + guarded, guarded.getOrDefault(503, 0) <= STRANGERS * vain);
        assertTrue("so many", guarded.get(401) >= REQUESTS - STRANGERS * vain);
        assertTrue("an open page is held, and at worst to be asked for again: " + open, Set.of(200, 503).containsAll(open.keySet()));
        assertTrue("hardly ever: " + open, open.getOrDefault(503, 0) <= updates + vain);
        assertTrue(open.get(200) > updates);
    }

    /** Again and again until enough was asked, or who asks has given up. @return how often */
    private int update(List<Future<Map<Integer, Integer>>> asking) throws Exception {
        Bundle login = Updates.bundle(context, "link.box.login");
        int updates = 0;
        while ((asked.get() < REQUESTS || updates < UPDATES) && asking.stream().noneMatch(Future::isDone)) {
            long start = System.nanoTime();
            Updates.update(login);
            Facts.await(context, Access.class, 20);
            vain += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / HELD_MILLIS;
            updates++;
            Thread.sleep(200); // load on the new version, too
        }
        return updates;
    }

    /** @param count counts along */
    private Map<Integer, Integer> load(String path, AtomicInteger count) throws Exception {
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        Map<Integer, Integer> answers = new TreeMap<>();
        int port = Integer.parseInt(context.getProperty(BoxImage.PORT));
        try (Visitor visitor = new Visitor(port, "127.0.0.1", identity.certificate()::equals)) {
            while (!over.get()) {
                answers.merge(visitor.get(path), 1, Integer::sum);
                count.incrementAndGet();
            }
        }
        return answers;
    }
}
