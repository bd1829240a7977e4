package link.box.bench.hot;

import java.io.IOException;
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
    private static final int USUAL = 500;
    /**
     * Updates of each bundle before growth counts. The JVM keeps profiles in metaspace, with the image's flags of each method that
     * was called 600 times: what each update calls once is that far after 600 updates.
     */
    private static final int WARM_UP = 40;
    /**
     * So often each bundle is updated between two looks: what is in use also depends on which was the last, by some 2 %, so
     * looks are always after the same one.
     */
    private static final int ROUNDS = 4;
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
        progress("starting a Box; then " + wanted + " updates and before them up to " + WARM_UP + " of each, some 2 s each");
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
        int rounds = (wanted + names.size() - 1) / names.size();
        int first = Math.min(WARM_UP, 2 * rounds) * names.size();
        int all = first + rounds * names.size();
        Trend trend = new Trend();
        List<Update> updates = updates(hand, names, first, all, trend);
        Update restart = hand.restart(API);
        LiveHeap.Use before = trend.first();
        LiveHeap.Use after = trend.last();
        Report report = new Report(updates, after.growth(before));
        report.table();
        System.out.printf("in use after %d updates and at the end: heap %d and %d KB, metaspace %d and %d KB; "
                        + "as a trend of all looks %.1f %%%n", first, before.heap(), after.heap(), before.metaspace(), after.metaspace(),
                trend.growth(all - first));
        System.out.printf("%s is a planned restart: the port took nobody for %.0f ms, %.1f s in all%s%n", API, restart.gap().millis(),
                restart.seconds(), restart.taken() ? "" : "; given up: " + restart.trouble());
        System.out.println(report.line());
        return report.kept();
    }

    /** @param trend is told of the looks at memory from the {@code first} update on */
    private static List<Update> updates(Hand hand, List<String> names, int first, int all, Trend trend) throws Exception {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            if (i == first || i % (ROUNDS * names.size()) == 0) {
                LiveHeap.Use use = use(hand, i);
                if (i >= first) {
                    trend.add(i, use);
                }
            }
            Update update = hand.update(names.get(i % names.size()));
            updates.add(update);
            progress(String.format("%d of %d, %s, %.1f s %s", i + 1, all, update.bundle(), update.seconds(), update.wrong()));
        }
        trend.add(all, use(hand, all));
        return updates;
    }

    private static LiveHeap.Use use(Hand hand, int updates) throws IOException, InterruptedException {
        LiveHeap.Use use = hand.use();
        progress(String.format("after %d updates %d KB of heap and %d KB of metaspace are in use", updates, use.heap(), use.metaspace()));
        return use;
    }

    private static void progress(String what) {
        System.out.println("... " + what);
    }
}
