-- wrk -s addresses.lua ... -- FILE START: asks for each address of a file once, from START on; headers come with -H.
local addresses, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do addresses[#addresses + 1] = line end
  at = tonumber(args[2] or 0)
end
function request()
  local path = addresses[at % #addresses + 1]
  at = at + 1
  return wrk.format(nil, path)
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("BENCH requests=%d us=%d p50=%d p99=%d bytes=%d refused=%d lost=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
