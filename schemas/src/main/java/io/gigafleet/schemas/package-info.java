/**
 * The contracts every part of the fleet shares: the topic catalogue, the built-in SKU and model
 * catalogues, and the fixed latency buckets. The Protobuf records are generated into {@code
 * io.gigafleet.schemas.v1} from {@code src/main/proto}; the manifests live in {@code manifest}.
 *
 * <p>Nothing here knows a clock, a network or a framework.
 */
@NullMarked
package io.gigafleet.schemas;

import org.jspecify.annotations.NullMarked;
