# Where TorchSharp comes from: 'nuget', the real packages, where they restore and run here;
# else 'system', the stand-ins of src/Compat over an installed libtorch. FDISTILL_TORCH decides by hand.
# shellcheck shell=bash
: "${root:?}" "${torch_home:?}" "${ready:?}"

provider='' # nuget or system
request=''  # FDISTILL_LIBTORCH as it was asked for
folder=''   # the libtorch that answered it; empty for Debian's

state() { # PROVIDER REQUEST FOLDER
  printf '%s\n' "$@"
  if [[ $1 == system ]]; then libtorch_state "$3"; fi
}

is_set_up() {
  [[ -f $ready && -f $torch_home/provider.props ]] || return
  { read -r provider && read -r request && read -r folder; } <"$ready"
  [[ $(state "${FDISTILL_TORCH:-$provider}" "${FDISTILL_LIBTORCH:-$request}" "$folder") == "$(<"$ready")" ]]
}

set_up_now() {
  if is_set_up; then return; fi
  choose_provider
  request=${FDISTILL_LIBTORCH:-$request}
  if [[ $provider == system ]]; then set_up_libtorch; fi
  set_up_images
  write_provider >"$torch_home/provider.props.new"
  mv "$torch_home/provider.props.new" "$torch_home/provider.props"
  state "$provider" "$request" "$folder" >"$ready.new"
  mv "$ready.new" "$ready"
}

choose_provider() {
  provider=${FDISTILL_TORCH:-$provider}
  case $provider in
    system) return ;;
    nuget | '') ;;
    *) die "FDISTILL_TORCH is 'nuget' or 'system', not '$provider'" ;;
  esac

  say "trying TorchSharp's packages"
  local log=$torch_home/probe.log reason
  if dotnet run --project "$probe" --configuration Release -p:TorchProvider=nuget >"$log" 2>&1; then
    provider=nuget
    return
  fi
  reason=$(grep -om1 'NU[0-9]*: [^.]*' "$log" || grep -Eom1 '(error|exception\.) .*' "$log" || tail -n 1 "$log")
  [[ $provider != nuget ]] || die "TorchSharp's packages do not work here ($reason)"
  provider=system
  say "they do not work here ($reason), so an installed libtorch takes their place"
}

probe=$root/src/Compat/setup/probe/probe.csproj

write_provider() {
  local native=
  if [[ $provider == nuget ]]; then native=$(dotnet msbuild "$probe" -p:TorchProvider=nuget -getProperty:TorchNativePackage); fi
  cat <<END
<Project>
  <PropertyGroup>
    <TorchProvider>$provider</TorchProvider>
    <TorchNativePackage>$native</TorchNativePackage>
  </PropertyGroup>
</Project>
END
}
