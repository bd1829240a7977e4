package link.box.pagekite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import link.box.testing.Settings;

/** A pilot that only notes what it is told. */
final class NotedPilot implements Pilot {
    final List<String> told = new ArrayList<>();
    Logbook logbook = new Logbook(Settings.of(PagekiteConfig.class, Map.of("frontend", "frontend.test:443")));
    boolean takesTls = true;

    @Override
    public void tryNow() {
        told.add("now");
    }

    @Override
    public void unreached(String why) {
        told.add(why);
    }

    @Override
    public Logbook logbook() {
        return logbook;
    }

    @Override
    public boolean takesTls() {
        return takesTls;
    }
}
