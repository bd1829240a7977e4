package link.box.bench.tunnel;

/** No tunnel at all. */
record Direct(Way way) implements Contestant {
    @Override
    public String name() {
        return "direct";
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public void close() {
        // nothing was started
    }
}
