package link.box.bench.mirrors;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Issue 160 of the original, read as it was meant: the main name always leads to the address of now; of the mirrors a and b only one is in
 * the zone. At a change the other one is put with the new address and the one of before is deleted, so that nobody has the new mirror in
 * a cache, if the change before is long past. The new mirror is announced first, then the main name.
 */
final class Original implements Strategy {
    private final ZoneAccount zone;
    private String mirror = "b";

    Original(ZoneAccount zone) {
        this.zone = zone;
    }

    @Override
    public List<String> lead(String address) throws IOException, InterruptedException {
        String before = mirror;
        mirror = before.equals("a") ? "b" : "a";
        zone.put(Map.of(zone.main(), address, name(mirror), address, name(before), ""));
        return List.of(name(mirror), zone.main());
    }

    private String name(String label) {
        return label + "." + zone.main();
    }
}
