package link.box.bench.hot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.LiveHeap;
import link.box.lab.Owner;

/** {@code HotUpdateBench IMAGES DIRECTORY [UPDATES]}: our bundles updated over the air in a whole Box, in turn, while people use it. */
public final class HotUpdateBench {
    private static final int USUAL = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String API = "link.box.api";

    private final Lab lab;
    private final Vendor vendor;

    private HotUpdateBench(Lab lab, Vendor vendor) {
        this.lab = lab;
        this.vendor = vendor;
    }

    /** Prints the table and the line. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[1]).toAbsolutePath();
        Files.createDirectories(directory);
        System.setProperty("jdk.net.hosts.file", directory.resolve("lab/hosts").toString());
        Vendor vendor = new Vendor(Path.of(words[0]).toAbsolutePath(), directory.resolve("vendor"));
        LabOptions options = LabOptions.usual().with("ota.channel", vendor.channel().toString()).with("ota.apply", "ask")
                .with("lab.update.watch", "1");
        boolean kept;
        try (Lab lab = new Lab(vendor.images(), directory.resolve("lab"), options)) {
            lab.start();
            kept = new HotUpdateBench(lab, vendor).run(words.length > 2 ? Integer.parseInt(words[2]) : USUAL);
        }
        System.exit(kept ? 0 : 1);
    }

    /** @return whether what is promised holds */
    private boolean run(int wanted) throws Exception {
        progress("starting a Box; then " + wanted + " updates, some 4 s each");
        lab.box().start();
        String main = Await.until(PATIENCE, "the Box has a name", () -> lab.box().status().json().getString("main", null));
        lab.nameBox(main);
        String home = "https://" + main + ":" + lab.boxPort();
        Await.isTrue(PATIENCE, "people at home get through", () -> lab.visitor().get(home + "/ping").statusCode() == 204);
        Await.isTrue(PATIENCE, "people outside get through",
                () -> lab.visitorFromOutside().get("https://remote." + main + "/ping").statusCode() == 204);
        String cookies = Owner.setUp(lab.visitor(), home);
        try (Crew crew = new Crew(lab, main, cookies)) {
            return measure(new Hand(lab.box(), vendor, crew), wanted);
        }
    }

    private boolean measure(Hand hand, int wanted) throws Exception {
        List<String> names = vendor.own().stream().filter(each -> !each.equals(API)).toList();
        List<Update> updates = new ArrayList<>();
        LiveHeap.Use before = null;
        for (int i = 0; i < wanted; i++) {
            if (i == Math.min(names.size(), wanted - 1)) { // what a first update loads is no growth
                before = hand.use();
            }
            Update update = hand.update(names.get(i % names.size()));
            updates.add(update);
            progress(String.format("%d of %d, %s, %.1f s %s", i + 1, wanted, update.bundle(), update.seconds(), update.wrong()));
        }
        LiveHeap.Use after = hand.use();
        Update restart = hand.restart(API);
        Report report = new Report(updates, after.growth(before));
        report.table();
        System.out.printf("in use after the first round and at the end: heap %d and %d KB, metaspace %d and %d KB%n", before.heap(),
                after.heap(), before.metaspace(), after.metaspace());
        System.out.printf("%s is a planned restart: the port took nobody for %.0f ms, %.1f s in all%s%n", API, restart.gap().millis(),
                restart.seconds(), restart.taken() ? "" : "; given up: " + restart.trouble());
        System.out.println(report.line());
        return report.kept();
    }

    private static void progress(String what) {
        System.out.println("... " + what);
    }
}
