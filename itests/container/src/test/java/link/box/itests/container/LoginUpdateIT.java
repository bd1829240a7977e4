package link.box.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int UPDATES = Boolean.getBoolean("box.long") ? 100 : 10;
    private static final String GUARDED = "/d/lamp/";
    private static final String OPEN = "/setup";

    @Inject
    private BundleContext context;
    private final AtomicBoolean over = new AtomicBoolean();

    @Configuration
    public Option[] image() throws Exception {
        return new Option[] {BoxImage.options(LoginUpdateIT.class, Map.of())};
    }

    @Test
    public void a_stranger_is_held_or_refused_and_never_let_in() throws Exception {
        Facts.await(context, Access.class, 20);
        Bundle login = Arrays.stream(context.getBundles()).filter(each -> each.getSymbolicName().equals("link.box.login")).findFirst().orElseThrow();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<Integer, Integer>>> answers = new ArrayList<>();
            for (String path : List.of(GUARDED, OPEN)) {
                answers.add(clients.submit((Callable<Map<Integer, Integer>>) () -> load(path)));
            }
            for (int i = 0; i < UPDATES; i++) {
                update(login);
                Thread.sleep(200); // load on the new version, too
            }
            over.set(true);
            Map<Integer, Integer> guarded = answers.get(0).get();
            Map<Integer, Integer> open = answers.get(1).get();
            System.out.println("figure: " + UPDATES + " updates of box.login; answers to a stranger: " + guarded + ", of an open page: " + open);
            assertEquals("only refusals", List.of(401), List.copyOf(guarded.keySet()));
            assertTrue("an open page is held, and at worst to be asked for again: " + open, Set.of(200, 503).containsAll(open.keySet()));
            assertTrue("hardly ever: " + open, open.getOrDefault(503, 0) <= UPDATES);
            assertTrue(guarded.get(401) > UPDATES && open.get(200) > UPDATES);
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private Map<Integer, Integer> load(String path) throws Exception {
        BoxIdentity identity = Facts.await(context, BoxIdentity.class, 10);
        Map<Integer, Integer> answers = new TreeMap<>();
        try (Visitor visitor = new Visitor(Integer.parseInt(context.getProperty(BoxImage.PORT)), "127.0.0.1", identity.certificate()::equals)) {
            while (!over.get()) {
                answers.merge(visitor.get(path), 1, Integer::sum);
            }
        }
        return answers;
    }

    private static void update(Bundle bundle) throws Exception {
        Path jar = Path.of(URI.create(bundle.getLocation().replaceFirst("^reference:", "")));
        try (InputStream bytes = Files.newInputStream(jar)) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(bytes);
            bundle.start();
        }
    }
}
