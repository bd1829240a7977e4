package link.box.bench.login;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Crowd;
import link.box.lab.Guesses;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import link.box.lab.Web;

/** {@code LoginBench IMAGES DIRECTORY}: what logging in to the assembled Box costs, with the image's own JVM flags (64 MB of heap). */
public final class LoginBench {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CROWD = Duration.ofSeconds(20);
    private static final int PEOPLE = 50;
    private static final int GUESSES = 1_000;
    private static final int LOGINS = 5;
    private static final double WANTED = 0.8;
    /** So many wrong passwords from outside are hashed at once, and one more each three minutes. */
    private static final int FREE = 5;
    private static final long REFILL_MILLIS = 180_000;

    private final Lab lab;
    private final Path images;

    private LoginBench(Lab lab, Path images) {
        this.lab = lab;
        this.images = images;
    }

    /** Prints the table and the line. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[1]).toAbsolutePath();
        Files.createDirectories(directory);
        System.setProperty("jdk.net.hosts.file", directory.resolve("lab/hosts").toString());
        Path images = Path.of(words[0]).toAbsolutePath();
        boolean kept;
        try (Lab lab = new Lab(images, directory.resolve("lab"), LabOptions.usual())) {
            lab.start();
            kept = new LoginBench(lab, images).run();
        }
        System.exit(kept ? 0 : 1);
    }

    /** @return whether what is promised holds; speed is a matter of the machine */
    private boolean run() throws Exception {
        progress("starting a Box; all of it takes some five minutes");
        String main = owned(lab.theBox());
        Await.isTrue(PATIENCE, "people outside get through",
                () -> lab.visitorFromOutside().get("https://remote." + main + "/ping").statusCode() == 204);
        String home = "https://" + main + ":" + lab.boxPort();
        progress(GUESSES + " guesses through the tunnel, while the owner logs in at home");
        // before anybody is remembered as known, and while the tries are whole
        Guesses guesses = guess(main, home);
        progress(PEOPLE + " log in at once, for " + CROWD.toSeconds() + " s");
        Crowd crowd = Crowd.run(lab.visitor(), home, PEOPLE, CROWD, lab.box().program().pid());
        progress("the same page behind the gate and without it, by turns");
        int oom = oom();
        lab.box().close();
        LabBox fresh = lab.addBox("fresh");
        List<Contestant> contestants = new GateRounds(lab, fresh, images, owned(fresh)).run();
        print(guesses, crowd, contestants, oom);
        return oom == 0 && crowd.hashing() <= 1 && crowd.rude() == 0
                && guesses.statuses().getOrDefault(401, 0) <= FREE + guesses.millis() / REFILL_MILLIS;
    }

    /** @return the name of a Box that is started and has an owner now */
    private String owned(LabBox box) throws Exception {
        box.start();
        String main = Await.until(PATIENCE, "the Box has a name", () -> box.process().status().json().getString("main", null));
        lab.nameBox(main);
        String home = "https://" + main + ":" + box.port();
        Await.isTrue(PATIENCE, "people at home get through", () -> lab.visitor().get(home + "/ping").statusCode() == 204);
        Owner.setUp(lab.visitor(), home);
        return main;
    }

    private Guesses guess(String main, String home) throws Exception {
        Web stranger = lab.visitorFromOutside();
        Web owner = lab.visitor();
        return Guesses.run(each -> Owner.logIn(stranger, "https://remote." + main, each).statusCode(), GUESSES,
                each -> Owner.logIn(owner, home, each).statusCode(), LOGINS);
    }

    private static void progress(String what) {
        System.out.println("... " + what);
    }

    private void print(Guesses guesses, Crowd crowd, List<Contestant> contestants, int oom) {
        double logins = crowd.statuses().getOrDefault(200, 0) / crowd.seconds();
        double gate = contestants.get(0).rate().median();
        double bare = contestants.get(1).rate().median();
        System.out.printf("%d at once for %.0f s: %s; %.2f right a second, at most %d hashing, %d refused without Retry-After, %d MB%n",
                PEOPLE, crowd.seconds(), crowd.statuses(), logins, crowd.hashing(), crowd.rude(), crowd.rssMb());
        System.out.printf("%d guesses through the tunnel in %.1f s: %s; the owner's slowest login meanwhile: %d ms%n", GUESSES,
                guesses.millis() / 1e3, guesses.statuses(), guesses.slowest());
        System.out.printf("%-28s %-32s %s%n", "", "requests a second", "processor for each, microseconds");
        contestants.forEach(System.out::println);
        System.out.printf("with the gate: %.2f of the requests a second, at %.2f times the processor; of the requests %.1f are wanted at least%n",
                gate / bare, contestants.get(0).cost().median() / contestants.get(1).cost().median(), WANTED);
        System.out.println(Json.createObjectBuilder().add("logins_s", round(logins)).add("oom", oom)
                .add("owner_login_ms_under_attack", guesses.slowest()).add("gate_rps", round(gate)).add("bare_rps", round(bare))
                .add("ratio", round(gate / bare)).build());
    }

    /** @return whether the Box has run out of memory: it would have ended by then, and said so */
    private int oom() throws IOException {
        return !lab.box().program().alive() || lab.box().program().output().contains("OutOfMemoryError") ? 1 : 0;
    }

    private static double round(double figure) {
        return Math.round(figure * 100) / 100.0;
    }
}
