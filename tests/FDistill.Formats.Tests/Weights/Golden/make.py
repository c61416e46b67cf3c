"""Makes the files beside it with PyTorch 1.13: python3 make.py"""
import collections, os, pickle, struct, sys, types
import numpy, torch

os.chdir(os.path.dirname(os.path.abspath(__file__)))
torch.manual_seed(1)

base = torch.arange(48, dtype=torch.float32).reshape(6, 8)
state = collections.OrderedDict(
    whole=base, rows=base[2:5], turned=base.t(), column=base[:, 3], expanded=torch.tensor([[1.0], [2.0]]).expand(2, 4),
    half=torch.randn(5, 3).half(), bfloat=torch.randn(4, 4).bfloat16(), double=torch.randn(3, dtype=torch.float64),
    int64=torch.arange(-3, 9).reshape(3, 4), int32=torch.arange(5, dtype=torch.int32), int16=torch.arange(3, dtype=torch.int16),
    int8=torch.arange(-2, 2, dtype=torch.int8), uint8=torch.arange(4, dtype=torch.uint8), boolean=torch.tensor([True, False, True]),
    single=torch.tensor(3.5), none=torch.zeros(0, 4), parameter=torch.nn.Parameter(torch.randn(2, 2)),
    images=torch.randn(2, 3, 2, 2).contiguous(memory_format=torch.channels_last))
torch.save(state, 'zip.pth')
torch.save(state, 'legacy.pth', _use_new_zipfile_serialization=False)

layer = torch.nn.Linear(3, 2)
optimizer = torch.optim.Adam(layer.parameters(), lr=1e-4)
layer(torch.ones(1, 3)).sum().backward()
optimizer.step()
torch.save(dict(model=layer.state_dict(), optimizer=optimizer.state_dict(), epoch=3, best=numpy.float64(0.5), name='täst ✓',
                flags=[True, None, 1.5, -1, 2**40, 2**70, float('inf'), (1, 2)]), 'nested.pth')

# Objects that say how they were made, as torch_utils/persistence.py of EDM pickles them.
persistence = types.ModuleType('torch_utils.persistence')
def _reconstruct_persistent_obj(meta): raise NotImplementedError
_reconstruct_persistent_obj.__module__ = 'torch_utils.persistence'
persistence._reconstruct_persistent_obj = _reconstruct_persistent_obj
sys.modules['torch_utils'] = types.ModuleType('torch_utils')
sys.modules['torch_utils.persistence'] = persistence

class Persistent:
    def __reduce__(self):
        state = dict(self.__dict__, _init_args=self.init[0], _init_kwargs=self.init[1]); del state['init']
        return _reconstruct_persistent_obj, (dict(type='class', version=6, module_src='# source', class_name=type(self).__name__, state=state),)

class Toy(Persistent, torch.nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.init = args, kwargs
        self.scale = numpy.sqrt(0.5)
        self.register_parameter('weight', torch.nn.Parameter(torch.randn(2, 3)))
        self.register_parameter('bias', None)
        self.register_buffer('filter', torch.ones(2))
        self.register_buffer('passing', torch.ones(1), persistent=False)
        self.blocks = torch.nn.ModuleDict(dict(first=torch.nn.Linear(2, 2)))

class Loss(Persistent):
    def __init__(self, **kwargs): self.init = (), kwargs

toy = Toy(16, channels=3, names=['a', 'b'])
with open('network.pkl', 'wb') as file:
    pickle.dump(dict(ema=toy, loss_fn=Loss(P_mean=-1.2), dataset_kwargs=dict(path='x.zip', use_labels=True)), file, protocol=4)

def safetensors(name, tensors):
    import json
    header, data, types_ = {}, b'', {torch.float64: 'F64', torch.float32: 'F32', torch.float16: 'F16', torch.bfloat16: 'BF16', torch.int64: 'I64',
        torch.int32: 'I32', torch.int16: 'I16', torch.int8: 'I8', torch.uint8: 'U8', torch.bool: 'BOOL'}
    for key, value in tensors.items():
        value = value.detach().contiguous()
        raw = (value.view(torch.int16) if value.dtype == torch.bfloat16 else value).numpy().tobytes()
        header[key] = dict(dtype=types_[value.dtype], shape=list(value.shape), data_offsets=[len(data), len(data) + len(raw)])
        data += raw
    text = json.dumps(header).encode()
    open(name, 'wb').write(struct.pack('<Q', len(text)) + text + data)

safetensors('expected.safetensors', state)
safetensors('network.safetensors', toy.state_dict())
