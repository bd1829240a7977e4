package link.box.pagekite;

import java.util.ArrayList;
import java.util.List;

/** A pilot that only notes what it is told. */
final class NotedPilot implements Pilot {
    final List<String> told = new ArrayList<>();
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
    public boolean takesTls() {
        return takesTls;
    }
}
