package link.box.lab;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** {@code run | check | browser IMAGES DIRECTORY}: see the README of the project. */
public final class Main {
    private Main() {
    }

    /** Exit code 0 when all that was asked for came true. */
    public static void main(String[] words) throws Exception {
        String command = words[0];
        if (command.equals("browser") && !Browser.canShow()) {
            System.err.println("There is no display for a browser (neither DISPLAY nor WAYLAND_DISPLAY is set). Without one: ./run --check");
            System.exit(2);
        }
        Path directory = Path.of(words[2]).toAbsolutePath();
        System.setProperty("jdk.net.hosts.file", directory.resolve("hosts").toString());
        boolean ok = play(command, Path.of(words[1]).toAbsolutePath(), directory);
        clean(directory, ok);
        System.exit(ok ? 0 : 1);
    }

    private static boolean play(String command, Path images, Path directory) throws Exception {
        boolean check = command.equals("check");
        try (Lab lab = new Lab(images, directory, LabOptions.usual())) {
            lab.start();
            ElevenSteps steps = new ElevenSteps(lab, System.out);
            System.out.println("The far side runs: " + lab.zoneServer() + ", " + lab.registration() + ", " + lab.app() + ". Starting a Box.");
            steps.comeOnline();
            if (check) {
                steps.logIn();
                System.out.println(steps.json());
                return steps.ok();
            }
            stay(lab, command.equals("browser"));
            return true;
        } catch (IOException | AssertionError e) {
            System.out.println("the far side did not come up: " + e.getMessage());
            if (check) {
                System.out.println(Json.createObjectBuilder().add("ok", false).add("steps", Json.createArrayBuilder()).build());
            }
            return false;
        }
    }

    private static void stay(Lab lab, boolean browser) throws IOException, InterruptedException {
        System.out.println("\nThe app: " + lab.app() + "\nStatus: assembly/target/lab/bin/box status --data " + lab.box().data()
                + "\nLogs: " + lab.file("") + "\nCtrl-C stops everything.");
        if (browser) {
            try (Program chromium = new Browser(lab).start(lab.app())) {
                chromium.waitFor(java.time.Duration.ofDays(1));
            }
            return;
        }
        System.out.println("Your own browser knows neither these names nor the lab's CA: to click through, stop this and start ./run browser");
        Thread.currentThread().join();
    }

    /** What went wrong is kept to look at; what went well is not. */
    private static void clean(Path directory, boolean ok) throws IOException {
        if (!ok) {
            System.err.println("kept to look at: " + directory);
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
