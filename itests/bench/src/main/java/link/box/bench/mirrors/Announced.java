package link.box.bench.mirrors;

import java.util.List;

/**
 * What clients have been told of a Box.
 *
 * @param change the number of the address change that it belongs to; 0 before the first
 * @param address where the Box is
 * @param names whole names, in the order to try
 * @param changing the address is another one by now and nobody has been told yet: no answer is right or wrong then
 */
record Announced(int change, String address, List<String> names, boolean changing) {
    Announced {
        names = List.copyOf(names);
    }

    Announced outdated() {
        return new Announced(change, address, names, true);
    }
}
