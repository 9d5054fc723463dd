package io.gigafleet.nodeagent.rack.stage;

/** What a stage has found so far. */
public sealed interface Finding {

    Finding NOTHING = new Nothing();
    Finding PASSED = new Passed();

    /** Nothing that would end it. */
    record Nothing() implements Finding {}

    /** It is over and all was well. */
    record Passed() implements Finding {}

    /**
     * It is over: something is wrong.
     *
     * @param component the part, counted from 1 as technicians do, "tray 7"; empty: the rack
     * @param detail what was seen and what to do about it
     */
    record Failed(StageFailure failure, String component, String detail) implements Finding {}
}
