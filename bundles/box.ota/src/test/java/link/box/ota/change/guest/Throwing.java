package link.box.ota.change.guest;

/** A component that fails when it is activated. */
public class Throwing {
    public Throwing() {
        throw new IllegalStateException("no such hardware");
    }
}
